import type { DynamoError, Item } from '#dynamo'
import type { Engine } from '../engine.ts'

/** A table whose throughput is to be used up, and what tests of that need. */

export const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/Meter'
export const TableName = 'Meter'
export const PROVISIONED_TEXT =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.'
export const INDEX_TEXT =
  'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API'

export const units = (read: number, write: number) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write })

export function definition(more: object): object {
  return {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...more,
  }
}

export function withIndex(throughput: object | undefined, more: object): object {
  return definition({
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-g',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        ...(throughput === undefined ? {} : { ProvisionedThroughput: throughput }),
      },
    ],
    ...more,
  })
}

/** An item of so many KB, so of so many write units. */
export const item = (pk: string, kilobytes = 1, more: Item = {}): Item => ({
  pk: { S: pk },
  ...more,
  data: { S: 'x'.repeat(kilobytes * 1024 - 100) },
})

export const put = (engine: Engine, Item: Item) => engine.execute('PutItem', { TableName, Item })

export async function refusalOf(answer: Promise<unknown>): Promise<DynamoError> {
  return answer.then(
    () => Promise.reject(new Error('was answered')),
    (error: DynamoError) => error,
  )
}

/** How many of these get through before one is refused, and how that one is. */
export async function until(
  attempt: (n: number) => Promise<unknown>,
): Promise<{ count: number; refusal: DynamoError }> {
  for (let count = 0; ; count++) {
    try {
      await attempt(count)
    } catch (error) {
      return { count, refusal: error as DynamoError }
    }
  }
}
