import type { Item } from '#dynamo'
import type { ItemAction } from '../random-work/commands.ts'
import type { ReferenceTable } from './reference-table.ts'
import { assignsMisfit, isMisfit } from './refusals.ts'

/** The code of a false condition. */
export const CONDITION = 'ConditionalCheckFailedException'

/** What an action comes to by itself. */
export type Decision =
  | { readonly kind: 'done'; readonly after: Item | undefined }
  | { readonly kind: 'refused'; readonly code: string }

/** Whether the table's schema refuses an action, whatever is stored. */
export function misfits(action: ItemAction, { schema }: ReferenceTable): boolean {
  if (action.kind === 'put') return isMisfit(schema, action.item)
  return action.kind === 'update' && assignsMisfit(schema, action.update)
}

/** Reasons of a cancelled transaction: the first action that does not fit its table is the only one. */
export function reasonsOf(
  decided: readonly { readonly action: ItemAction; readonly table: ReferenceTable; readonly outcome: Decision }[],
): readonly string[] {
  const misfit = decided.findIndex(({ action, table }) => misfits(action, table))
  return decided.map(({ outcome }, i) => (misfit < 0 ? reasonOf(outcome) : i === misfit ? 'ValidationError' : 'None'))
}

function reasonOf(outcome: Decision): string {
  if (outcome.kind === 'done') return 'None'
  return outcome.code === CONDITION ? 'ConditionalCheckFailed' : 'ValidationError'
}
