import type { ListTagsOfResourceCommandOutput } from '@aws-sdk/client-dynamodb'
import { db } from '../target.ts'

/** All tags of a resource, page by page. */
export async function tagsOf(ResourceArn: string): Promise<Record<string, string | undefined>> {
  const tags: [string, string | undefined][] = []
  let NextToken: string | undefined
  do {
    const answer: ListTagsOfResourceCommandOutput = await db.listTagsOfResource({
      ResourceArn,
      ...(NextToken === undefined ? {} : { NextToken }),
    })
    for (const { Key = '', Value } of answer.Tags ?? []) tags.push([Key, Value])
    NextToken = answer.NextToken
  } while (NextToken !== undefined && tags.length < 200)
  return Object.fromEntries(tags)
}
