import { createHash, createHmac } from 'node:crypto'
import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { endpoint, identity, region } from './target.ts'

/**
 * Requests as bytes: an SDK hides signing, content types, error fields and the CRC, and refuses to send what is wrong.
 */

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Body as bytes on the wire: a CRC is over these. */
  readonly bytes: Buffer
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: Record<string, unknown> | undefined
  /** Our end of the connection that it came over. */
  readonly localPort: number | undefined
}

export interface RawRequest {
  readonly method?: string
  /** Path with query; `/` unless given. */
  readonly path?: string
  /** Added to the usual headers, or replacing them; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: string | Buffer
  /** Where connections come from; those of the process unless given. */
  readonly agent?: Agent
}

/** Sends a signed POST of JSON to an operation. The body is sent as it is when it is text. */
export function call(operation: string, body: unknown, options: Omit<RawRequest, 'body'> = {}): Promise<RawAnswer> {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  return send({
    ...options,
    body: text,
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}`, ...options.headers },
  })
}

/** Sends a request: signed, POST and JSON unless told otherwise. */
export function send({
  method = 'POST',
  path = '/',
  headers = {},
  body = '',
  agent,
}: RawRequest): Promise<RawAnswer> {
  const bytes = Buffer.from(body)
  const usual = { 'content-type': 'application/x-amz-json-1.0', ...signature(method, path, headers, bytes) }
  const all = Object.entries({ ...usual, 'content-length': String(bytes.length), ...headers })
  const given = Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined))
  return new Promise((resolve, reject) => {
    const start = endpoint.startsWith('https:') ? httpsRequest : httpRequest
    const sent = start(`${endpoint}${path}`, { method, headers: given, agent }, response => {
      const { localPort } = response.socket
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const received = Buffer.concat(chunks)
        const text = received.toString()
        const answer = { status: response.statusCode ?? 0, headers: response.headers, bytes: received, text }
        resolve({ ...answer, json: parsed(text), localPort })
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(bytes)
  })
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** Signature Version 4 over host, date and target, so that the same requests reach the service itself. */
function signature(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer,
): Record<string, string> {
  const date = new Date().toISOString().replace(/[-:]|[.]\d{3}/g, '')
  const signed: Record<string, string> = { host: new URL(endpoint).host, 'x-amz-date': date }
  if (identity.sessionToken !== undefined) signed['x-amz-security-token'] = identity.sessionToken
  const target = headers['x-amz-target']
  if (target !== undefined) signed['x-amz-target'] = target
  const names = Object.keys(signed).sort()
  const [page = '/', query = ''] = path.split('?')
  const lines = names.map(name => `${name}:${signed[name]}\n`).join('')
  const canonical = [method, page, query, lines, names.join(';'), sha256(body)].join('\n')
  const scope = `${date.slice(0, 8)}/${region}/dynamodb/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
  let key: Buffer = Buffer.from(`AWS4${identity.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const mac = createHmac('sha256', key).update(toSign).digest('hex')
  const { host: _, ...sent } = signed
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${identity.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${mac}`,
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
