import { type EngineAccount, tableArn } from '../engine-account.ts'

/** What names a stream beside the account: its table, and the time of its making. */
export interface StreamName {
  readonly tableName: string
  readonly label: string
}

const FORM = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/|]+)\/stream\/([^/|]+)$/

/** ARN of a stream of this engine. */
export function streamArn(account: EngineAccount, { tableName, label }: StreamName): string {
  return `${tableArn(account, tableName)}/stream/${label}`
}

/** The stream an ARN names, of whichever account; undefined when it is no stream's ARN. */
export function streamNameOf(arn: string): StreamName | undefined {
  const [, tableName, label] = FORM.exec(arn) ?? []
  return tableName === undefined || label === undefined ? undefined : { tableName, label }
}

/** The label of a stream that is made at this time, in milliseconds: ISO 8601 without a zone. */
export function streamLabel(now: number): string {
  return new Date(now).toISOString().replace('Z', '')
}
