import type { TableRecord } from '../document/model-document.ts'
import type { Setting } from './command.ts'

/** The settings of a table beside name, key and attributes. */
export const TABLE_SETTINGS = [
  'billing',
  'tableClass',
  'stream',
  'timeToLive',
  'deletionProtection',
  'pointInTimeRecovery',
  'encryption',
  'tags',
] as const satisfies readonly (keyof TableRecord)[]

/** Absent leaves a setting as it is, null makes it "not stated". */
export type TableSettings = {
  readonly [name in (typeof TABLE_SETTINGS)[number]]?: Setting<NonNullable<TableRecord[name]>>
}
