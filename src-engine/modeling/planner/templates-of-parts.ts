import { keyParts } from '#dynamo'
import type { IndexRecord, PlacementRecord, TableRecord } from '../document/model-document.ts'

/** An index that is taken, and its key attributes by the names they get where those differ from the design's. */
export interface TakenIndex {
  readonly index: IndexRecord
  readonly renamed: ReadonlyMap<string, string>
}

type Templates = PlacementRecord['templates']

/**
 * What a placement of a design writes when only some indexes of its table are taken: the table's key, the keys of those
 * indexes, and constants; not the keys of indexes that are left out.
 */
export function templatesTaken(
  { templates }: PlacementRecord,
  table: TableRecord,
  all: readonly IndexRecord[],
  taken: readonly TakenIndex[],
): Templates {
  const own = new Set(keyParts(table.key).map(({ name }) => name))
  const ofIndexes = new Set(all.flatMap(({ key }) => keyParts(key)).map(({ name }) => name))
  const kept = Object.entries(templates).filter(([name]) => own.has(name) || !ofIndexes.has(name))
  return Object.fromEntries([...kept, ...taken.flatMap(index => indexTemplates(templates, table, index))])
}

/** The templates that fill an index. */
export function indexTemplates(
  templates: Templates,
  table: TableRecord,
  { index, renamed }: TakenIndex,
): readonly (readonly [string, string])[] {
  const own = new Set(keyParts(table.key).map(({ name }) => name))
  return keyParts(index.key).flatMap(({ name }) => {
    const text = Object.hasOwn(templates, name) ? templates[name] : undefined
    return own.has(name) || text === undefined ? [] : [[renamed.get(name) ?? name, text] as const]
  })
}
