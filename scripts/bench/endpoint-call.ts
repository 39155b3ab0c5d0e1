/** Makes one request and returns the parsed answer. For preparing and checking; nothing that is measured comes by here. */
export async function call(url: URL, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=00',
    },
    body: JSON.stringify(input),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${operation}: ${text === '' ? response.status : text}`)
  return JSON.parse(text) as Record<string, unknown>
}

/** Creates a table in place of one that is there, and waits until it can be used. */
export async function makeTable(
  url: URL,
  input: { readonly TableName: string; readonly [member: string]: unknown },
): Promise<void> {
  const TableName = input.TableName
  const status = async (): Promise<string | undefined> => {
    const { Table } = (await call(url, 'DescribeTable', { TableName })) as { Table: { TableStatus: string } }
    return Table.TableStatus
  }
  await call(url, 'DeleteTable', { TableName }).catch(() => undefined)
  await until(async () => (await status().catch(() => undefined)) === undefined)
  await call(url, 'CreateTable', input)
  await until(async () => (await status()) === 'ACTIVE')
}

/** Asks again every 50 ms, for half a minute at most. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('A table did not come into the wanted state within 30 s')
}
