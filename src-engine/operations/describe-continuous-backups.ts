import { DynamoError } from '#dynamo'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { tableNameOf } from './support/resolve-table.ts'

/** What the service answers for a table whose point-in-time recovery was never turned on. */
export const describeContinuousBackups: Operation = (engine, input: { readonly TableName: string }) => {
  const name = tableNameOf(input.TableName)
  // The backup family has an error of its own for a missing table.
  if (engine.store.tables.get(name) === undefined) {
    throw new DynamoError('TableNotFoundException', `Table not found: ${name}`)
  }
  return {
    body: new AnswerText()
      .value('ContinuousBackupsDescription', {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      })
      .toString(),
    metered: { table: name },
  }
}
