import { compareUtf8, type ListStreamsInput } from '#dynamo'
import { streamArn } from '../streams/stream-arn.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkLimit, readStreamArn } from './support/resolve-stream.ts'

/** Streams a page holds at most. Source: API reference, ListStreams. */
const PAGE_STREAMS = 100

/** Streams in the order of their ARNs: by table, then by age. */
export const listStreams: Operation = (engine, input: ListStreamsInput) => {
  checkLimit(input.Limit, PAGE_STREAMS)
  const start = input.ExclusiveStartStreamArn
  if (start !== undefined) readStreamArn(start)
  const streams = engine.streams
    .all()
    .filter(({ tableName }) => input.TableName === undefined || tableName === input.TableName)
    .map(({ tableName, label }) => ({
      StreamArn: streamArn(engine.account, { tableName, label }),
      TableName: tableName,
      StreamLabel: label,
    }))
    .filter(({ StreamArn }) => start === undefined || compareUtf8(StreamArn, start) > 0)
    .sort((a, b) => compareUtf8(a.StreamArn, b.StreamArn))
  const page = streams.slice(0, input.Limit ?? PAGE_STREAMS)
  return {
    body: new AnswerText()
      .value('Streams', page)
      .value('LastEvaluatedStreamArn', page.length < streams.length ? page.at(-1)?.StreamArn : undefined)
      .toString(),
    metered: { table: input.TableName },
  }
}
