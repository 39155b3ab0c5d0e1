import { hash } from 'node:crypto'
import { GET_RECORDS_MAX_BYTES } from '#dynamo'
import type { RecordRow, ShardRow, StreamStore } from '../storage/stream-store.ts'
import type { RecordEvent } from './new-record.ts'
import { recordId, sequenceNumber } from './sequence-number.ts'

/** What records say of the place they come from. */
export interface RecordSource {
  readonly streamArn: string
  readonly region: string
  readonly view: string
}

/** The records of an answer, as JSON texts, and the position after them. */
export interface RecordPage {
  readonly texts: readonly string[]
  readonly next: number
}

/** Reads up to `limit` records and 1 MB of a shard, from a position on. */
export function readRecords(
  store: StreamStore,
  source: RecordSource,
  shard: ShardRow,
  position: number,
  limit: number,
): RecordPage {
  const from = recordId({ shard: shard.id, position })
  const texts: string[] = []
  let bytes = 0
  for (const row of store.read(from, recordId({ shard: shard.id + 1, position: 0 }), limit)) {
    bytes += row[3]
    // Two images of 400 KB fit: there always is a first record.
    if (bytes > GET_RECORDS_MAX_BYTES && texts.length > 0) break
    texts.push(recordText(source, shard.id, from + texts.length - recordId({ shard: shard.id, position: 0 }), row))
  }
  return { texts, next: position + texts.length }
}

/** A record as GetRecords answers it. Source: API reference, Record and StreamRecord. */
function recordText(source: RecordSource, shard: number, position: number, row: RecordRow): string {
  const [, at, stored, size, images] = row
  const event = stored as RecordEvent
  const sequence = sequenceNumber({ shard, position })
  const id = hash('sha256', `${source.streamArn} ${sequence}`).slice(0, 32)
  const seconds = Math.floor(at / 1000)
  const service =
    event === 'EXPIRE' ? `,"userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}` : ''
  return (
    `{"eventID":"${id}","eventName":"${event === 'EXPIRE' ? 'REMOVE' : event}","eventVersion":"1.1",` +
    `"eventSource":"aws:dynamodb","awsRegion":"${source.region}","dynamodb":{"ApproximateCreationDateTime":${seconds},` +
    `${images},"SequenceNumber":"${sequence}","SizeBytes":${size},"StreamViewType":"${source.view}"}${service}}`
  )
}
