import type { EngineTable } from '#contract'
import { DynamoError } from '#dynamo'
import type { EngineHandle } from '../ports.ts'

interface TableDescription {
  readonly TableName: string
  readonly TableStatus: string
  readonly ItemCount?: number
  readonly TableSizeBytes?: number
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexStatus: string }[]
  readonly LocalSecondaryIndexes?: readonly unknown[]
  readonly VectorIndexes?: readonly { readonly IndexStatus: string }[]
}

/** Every table of the engine, by name. */
export async function listTables(engine: EngineHandle): Promise<EngineTable[]> {
  const tables: (EngineTable | undefined)[] = []
  let last: string | undefined
  do {
    const input = last === undefined ? {} : { ExclusiveStartTableName: last }
    const page = JSON.parse(await engine.execute('ListTables', input, { recorded: false })) as {
      TableNames: readonly string[]
      LastEvaluatedTableName?: string
    }
    tables.push(...(await Promise.all(page.TableNames.map(name => describe(engine, name)))))
    last = page.LastEvaluatedTableName
  } while (last !== undefined)
  return tables.flatMap(table => table ?? [])
}

/** Undefined when it was deleted in between. */
async function describe(engine: EngineHandle, name: string): Promise<EngineTable | undefined> {
  const table = await describeTable(engine, name)
  return (
    table && {
      name: table.TableName,
      status: table.TableStatus,
      itemCount: table.ItemCount ?? 0,
      sizeBytes: table.TableSizeBytes ?? 0,
      indexCount: (table.GlobalSecondaryIndexes?.length ?? 0) + (table.LocalSecondaryIndexes?.length ?? 0),
    }
  )
}

/** DescribeTable's answer, or undefined when there is no such table. */
export async function describeTable(engine: EngineHandle, name: string): Promise<TableDescription | undefined> {
  try {
    const body = await engine.execute('DescribeTable', { TableName: name }, { recorded: false })
    return (JSON.parse(body) as { Table: TableDescription }).Table
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ResourceNotFoundException') return undefined
    throw error
  }
}
