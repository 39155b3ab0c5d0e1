import { createServer } from 'node:http'

/**
 * "The limit": a node:http server that parses the JSON of each request and answers 1 KB, nothing else. What Facet's
 * endpoint reaches is stated as a share of this, measured in the same run.
 */
const answer = Buffer.from(JSON.stringify({ Item: { pk: { S: 'k' }, data: { S: 'x'.repeat(980) } } }))
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    if (body.length > 0) JSON.parse(body.toString())
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': answer.length })
    response.end(answer)
  })
})
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
process.on('SIGTERM', () => process.exit(0))
