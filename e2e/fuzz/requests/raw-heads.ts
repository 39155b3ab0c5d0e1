import fc from 'fast-check'

/** Bytes that are hardly HTTP: a sound request of this protocol with lines dropped, doubled, replaced, or cut off. */

const HEAD = [
  'POST / HTTP/1.1',
  'Host: localhost',
  'Content-Type: application/x-amz-json-1.0',
  'X-Amz-Target: DynamoDB_20120810.ListTables',
  'X-Amz-Date: 20261101T120000Z',
  `Authorization: AWS4-HMAC-SHA256 Credential=fuzz/20261101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
  'Content-Length: 2',
]
const LINES = [
  ...[
    'GET / HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'PUT / HTTP/1.0',
    'POST /?X-Amz-Signature=x HTTP/1.1',
    'POST // HTTP/9.9',
  ],
  ...['CONNECT a:1 HTTP/1.1', 'POST /%00%ff HTTP/1.1', 'POST http://[::1/ HTTP/1.1', 'TRACE / HTTP/1.1', '\0', ''],
  ...['Content-Length: 99999999999', 'Content-Length: -1', 'Content-Length: 2, 2', 'Transfer-Encoding: chunked'],
  ...['Content-Encoding: gzip', 'Content-Encoding: br', 'Accept-Encoding: gzip, *;q=0', 'Expect: 100-continue'],
  ...['Upgrade: websocket\r\nConnection: Upgrade', 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings'],
  ...[
    'Connection: close',
    'X-Amz-Target: DynamoDB_20120810.__proto__',
    'X-Amz-Target: DynamoDBStreams_20120810.PutItem',
  ],
  ...[
    'X-Amz-Target:',
    'Content-Type: application/cbor',
    'Content-Type: application/json;;;',
    'Origin: null',
    'Origin: \xff',
  ],
  ...[
    'Authorization:',
    'Authorization: AWS4-HMAC-SHA256',
    'Authorization: Bearer x',
    'Authorization: AWS4-HMAC-SHA256 a=b, =,',
  ],
  ...[
    'X-Amz-Date: ',
    'X-Amz-Date: 99999999T999999Z',
    `X-Long: ${'x'.repeat(100_000)}`,
    ' folded',
    ': no name',
    'no colon',
  ],
]
const BODIES = ['{}', '', '{', '5\r\n{"a":\r\n0\r\n\r\n', '\x1f\x8b', '{}POST / HTTP/1.1\r\n\r\n', '\0'.repeat(5000)]

const change = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'insert', 'double'),
  at: fc.nat({ max: HEAD.length }),
  line: fc.constantFrom(...LINES),
})

/** What goes over a socket. */
export const rawHeads: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.array(change, { maxLength: 3 }),
    fc.constantFrom(...BODIES),
    fc.constantFrom('\r\n', '\r\n', '\n', '\r'),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4, nil: 1 }),
  )
  .map(([changes, body, end, kept]) => {
    const lines = changes.reduce<readonly string[]>((sofar, { kind, at, line }) => {
      if (kind === 'drop') return sofar.toSpliced(at, 1)
      if (kind === 'replace') return sofar.toSpliced(at, 1, line)
      return sofar.toSpliced(at, 0, kind === 'insert' ? line : (sofar[at] ?? ''))
    }, HEAD)
    const text = `${lines.join(end)}${end}${end}${body}`
    return Buffer.from(text.slice(0, Math.ceil(kept * text.length)), 'latin1')
  })
