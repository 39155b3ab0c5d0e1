import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** What the service answers for a table whose point-in-time recovery was never turned on. */
export const describeContinuousBackups: Operation = (engine, input: { readonly TableName: string }) => {
  const { facts } = resolveNamedTable(engine, input.TableName)
  return {
    body: new AnswerText()
      .value('ContinuousBackupsDescription', {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      })
      .toString(),
    metered: { table: facts.definition.name },
  }
}
