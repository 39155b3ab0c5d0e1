import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type AttributeValue,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb'

const run = promisify(execFile)

/** An item in DynamoDB's own JSON, binaries as base64. */
export type WireItem = Readonly<Record<string, unknown>>

/** A client that nobody here wrote, reading a whole table twice: all pages of a scan, and item by item through the key. */
export interface OutsideClient {
  readonly name: string
  /** Why it cannot be used on this machine; undefined when it can. */
  missing(): Promise<string | undefined>
  readTable(endpoint: string, table: string): Promise<{ readonly scanned: WireItem[]; readonly fetched: WireItem[] }>
}

const credentials = { accessKeyId: 'any', secretAccessKey: 'key' }

function wire(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(wire)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wire(member)]))
  }
  return value
}

const javascript: OutsideClient = {
  name: 'AWS SDK for JavaScript v3',
  missing: async () => undefined,
  async readTable(endpoint, TableName) {
    const client = new DynamoDBClient({ endpoint, region: 'us-west-2', credentials })
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    const keyNames = (Table?.KeySchema ?? []).map(part => part.AttributeName ?? '')
    const scanned: Record<string, AttributeValue>[] = []
    for await (const page of paginateScan({ client, pageSize: 3 }, { TableName })) scanned.push(...(page.Items ?? []))
    const fetched: unknown[] = []
    for (const item of scanned) {
      const Key = Object.fromEntries(keyNames.map(name => [name, item[name] as AttributeValue]))
      fetched.push((await client.send(new GetItemCommand({ TableName, Key }))).Item)
    }
    client.destroy()
    return { scanned: wire(scanned) as WireItem[], fetched: wire(fetched) as WireItem[] }
  },
}

/** Undefined when the program runs, else the reason. */
async function unusable(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    await run(program, args)
    return undefined
  } catch (error) {
    return `${[program, ...args].join(' ')} does not run: ${error instanceof Error ? error.message.split('\n')[0] : error}`
  }
}

const boto3: OutsideClient = {
  name: 'boto3',
  missing: () => unusable('python3', ['-c', 'import boto3']),
  async readTable(endpoint, table) {
    const script = join(import.meta.dirname, 'read_with_boto3.py')
    const { stdout } = await run('python3', [script, endpoint, table], { maxBuffer: 2 ** 26 })
    return JSON.parse(stdout) as { scanned: WireItem[]; fetched: WireItem[] }
  },
}

const commandLine: OutsideClient = {
  name: 'AWS CLI',
  missing: () => unusable('aws', ['--version']),
  async readTable(endpoint, table) {
    const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
      const { stdout } = await run('aws', ['dynamodb', ...args, '--endpoint-url', endpoint, '--output', 'json'], {
        maxBuffer: 2 ** 26,
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: 'cli',
          AWS_SECRET_ACCESS_KEY: 'cli',
          AWS_DEFAULT_REGION: 'ap-south-1',
          AWS_PAGER: '',
        },
      })
      return JSON.parse(stdout) as Record<string, unknown>
    }
    const { Table } = (await aws('describe-table', '--table-name', table)) as {
      Table: { KeySchema: { AttributeName: string }[] }
    }
    const { Items } = (await aws('scan', '--table-name', table, '--page-size', '4')) as { Items: WireItem[] }
    const keys = Items.map(item =>
      Object.fromEntries(Table.KeySchema.map(({ AttributeName: name }) => [name, item[name]])),
    )
    const fetched: WireItem[] = []
    for (let n = 0; n < keys.length; n += 100) {
      const request = { [table]: { Keys: keys.slice(n, n + 100), ConsistentRead: true } }
      const { Responses } = (await aws('batch-get-item', '--request-items', JSON.stringify(request))) as {
        Responses: Record<string, WireItem[]>
      }
      fetched.push(...(Responses[table] ?? []))
    }
    return { scanned: Items, fetched }
  },
}

export const OUTSIDE_CLIENTS: readonly OutsideClient[] = [javascript, boto3, commandLine]

/** Items without their order: sets are unordered on the wire, and so are a table's items. */
export function unordered(items: readonly WireItem[]): string[] {
  return items.map(item => JSON.stringify(sortedMembers(item))).sort()
}

function sortedMembers(value: unknown, tag?: string): unknown {
  if (Array.isArray(value)) {
    const members = value.map(member => sortedMembers(member))
    return tag === 'SS' || tag === 'NS' || tag === 'BS' ? members.map(String).sort() : members
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sortedMembers(member, name)]),
  )
}
