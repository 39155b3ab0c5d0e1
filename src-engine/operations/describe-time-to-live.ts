import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** Whether and by which attribute a table's items expire. */
export const describeTimeToLive: Operation = (engine, input: { readonly TableName: string }) => {
  const { facts } = resolveNamedTable(engine, input.TableName)
  return {
    body: new AnswerText()
      .value(
        'TimeToLiveDescription',
        facts.timeToLive === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: facts.timeToLive.attribute },
      )
      .toString(),
    metered: { table: facts.definition.name },
  }
}
