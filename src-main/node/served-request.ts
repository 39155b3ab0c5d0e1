import type { DynamoError } from '#dynamo'
import type { Answer, RequestRecord } from '#engine'
import type { ServedRequest } from '../host/engine/request-log.ts'

/** A request of the endpoint as the log of requests keeps it. */
export function servedByEndpoint(record: RequestRecord): ServedRequest {
  const { metered } = record
  return {
    at: record.startedAt,
    source: 'endpoint',
    operation: record.operation ?? 'unknown',
    status: record.status,
    error: record.errorCode,
    durationMs: record.duration,
    request: record.input,
    response: record.responseText,
    requestBytes: record.requestBytes,
    responseBytes: record.responseBytes,
    table: metered?.table ?? record.tableName,
    index: metered?.index ?? record.indexName,
    readUnits: metered?.readUnits,
    writeUnits: metered?.writeUnits,
    scanned: metered?.scanned,
    returned: metered?.returned,
  }
}

/** A request of the window, as if it had come over HTTP. */
export function servedToWindow(
  call: { readonly operation: string; readonly request: string; readonly at: number; readonly durationMs: number },
  answer: Answer,
): ServedRequest {
  const response = answer.error === undefined ? answer.body : JSON.stringify(errorText(answer.error))
  return {
    ...(answer.error === undefined ? answer.metered : namedIn(call.request)),
    ...call,
    source: 'window',
    status: answer.error === undefined ? 200 : statusOf(answer.error),
    error: answer.error?.code,
    response,
    requestBytes: Buffer.byteLength(call.request),
    responseBytes: Buffer.byteLength(response),
  }
}

/** A refused request was not metered, but names what it was about. */
function namedIn(request: string): { readonly table?: string; readonly index?: string } {
  const { TableName, IndexName } = JSON.parse(request) as Record<string, unknown>
  return {
    ...(typeof TableName === 'string' && { table: TableName }),
    ...(typeof IndexName === 'string' && { index: IndexName }),
  }
}

function errorText({ code, message, members }: DynamoError) {
  return { __type: code, message, ...members }
}

function statusOf({ code }: DynamoError): number {
  if (code === 'InternalServerError') return 500
  return code === 'ServiceUnavailable' ? 503 : 400
}
