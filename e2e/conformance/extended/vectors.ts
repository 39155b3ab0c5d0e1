import {
  type AttributeValue,
  SearchVectorsCommand,
  type SearchVectorsCommandInput,
  type VectorIndex,
} from '@aws-sdk/client-dynamodb'
import { attributes, createTable, keys } from '../tables.ts'
import { db, isService } from '../target.ts'

/** A list of numbers, as written. */
export const vector = (...numbers: readonly (number | string)[]): AttributeValue => ({ L: elements(...numbers) })

export const elements = (...numbers: readonly (number | string)[]): AttributeValue[] =>
  numbers.map(number => ({ N: String(number) }))

export const hash = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: 'HASH' as const })
export const filter = (AttributeName: string) => ({
  AttributeName,
  SearchSchemaElementType: 'INLINE_FILTER' as const,
})

/** An index of two dimensions over `v` that holds everything, unless told otherwise. */
export function vectorIndex(IndexName: string, more: Partial<VectorIndex> = {}): VectorIndex {
  return {
    IndexName,
    VectorAttribute: { AttributeName: 'v' },
    Dimensions: 2,
    DistanceFunction: 'EUCLIDEAN',
    Projection: { ProjectionType: 'ALL' },
    ...more,
  }
}

/** A table with partition key `pk` and these indexes; search schemas may name `tenant` (S), `genre` (S), `year` (N). */
export async function vectorTable(TableName: string, ...VectorIndexes: VectorIndex[]): Promise<void> {
  const types = { pk: 'S', tenant: 'S', genre: 'S', year: 'N' } as const
  const named = VectorIndexes.flatMap(index => index.SearchSchema ?? []).map(element => element.AttributeName)
  const used = Object.entries(types).filter(([name]) => name === 'pk' || named.includes(name))
  await createTable({
    TableName,
    AttributeDefinitions: attributes(Object.fromEntries(used)),
    KeySchema: keys(['pk']),
    VectorIndexes,
  })
}

export const search = (input: SearchVectorsCommandInput) => db.send(new SearchVectorsCommand(input))

/** Keys of what a search finds, best first. The service indexes what is written a moment later. */
export async function found(input: SearchVectorsCommandInput, expected: number): Promise<(string | undefined)[]> {
  for (let attempt = 0; ; attempt++) {
    const { SearchResults = [] } = await search(input)
    if (SearchResults.length >= expected || !isService || attempt === 40) {
      return SearchResults.map(({ Item }) => Item?.pk?.S)
    }
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}
