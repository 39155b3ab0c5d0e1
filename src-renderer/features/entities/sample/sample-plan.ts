import {
  type CommandResult,
  entitiesOf,
  generateSampleData,
  itemsOfTable,
  type ModelDocument,
  type PlacedItem,
  placementsOfEntity,
  type RecordId,
  runCommand,
  type SampleSize,
  tablesOf,
} from '#modeling'

/** What generating would write, before it does. */
export interface SamplePlan {
  readonly items: readonly PlacedItem[]
  /** How many of each entity there would be, and whether any table holds them; in the model's order. */
  readonly entities: readonly { readonly entityId: RecordId; readonly count: number; readonly isPlaced: boolean }[]
  /** Tables that get items: how many, and how many of theirs go. */
  readonly tables: readonly {
    readonly tableId: RecordId
    readonly name: string
    readonly items: number
    readonly replaced: number
    readonly kept: number
  }[]
}

/** `placed`: only items that were generated (or belong to a placement) give way. */
export type Replaced = 'placed' | 'all'

/** Generates, and counts what would come and go. */
export function samplePlan(document: ModelDocument, size: SampleSize, replaced: Replaced): SamplePlan {
  const { instances, items } = generateSampleData(document, size)
  const byTable = Map.groupBy(items, item => item.tableId)
  return {
    items,
    entities: entitiesOf(document).map(({ id }) => ({
      entityId: id,
      count: instances.get(id)?.length ?? 0,
      isPlaced: placementsOfEntity(document, id).length > 0,
    })),
    tables: tablesOf(document).flatMap(({ id, name }) => {
      const made = byTable.get(id)
      if (made === undefined) return []
      const present = itemsOfTable(document, id)
      const goes = replaced === 'all' ? present.length : present.filter(item => item.placementId !== undefined).length
      return [{ tableId: id, name, items: made.length, replaced: goes, kept: present.length - goes }]
    }),
  }
}

/** The edits that write a plan: one for each table, to be made as one step. */
export function sampleEdits(
  { items, tables }: SamplePlan,
  replaced: Replaced,
): readonly ((document: ModelDocument) => CommandResult)[] {
  const byTable = Map.groupBy(items, item => item.tableId)
  return tables.map(
    ({ tableId }) =>
      (document: ModelDocument) =>
        runCommand(document, 'replace-items', { tableId, replace: replaced, items: byTable.get(tableId) ?? [] }),
  )
}

const NO_INSTANCE = {}

/** One made-up value of each attribute, for a column that shows what a generator makes. */
export function firstInstances(
  document: ModelDocument,
  seed: number,
): (entityId: RecordId) => Readonly<PlacedItem['item']> {
  const { instances } = generateSampleData(document, { seed, roots: 1, children: 1, most: 1 })
  return entityId => instances.get(entityId)?.[0] ?? NO_INSTANCE
}
