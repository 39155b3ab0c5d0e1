import {
  type AttributeMap,
  type AttributeValue,
  addNumbers,
  attributeOf,
  compareScalars,
  emptyAttributeMap,
  equalItems,
  equalValues,
  type IndexDefinition,
  type Item,
  indexWriteUnits,
  itemSize,
  type KeyDefinition,
  keyParts,
  PAGE_MAX_BYTES,
  type Predicate,
  projectEntry,
  projectedAttributes,
  readUnits,
  type TableDefinition,
  writeUnits,
} from '#dynamo'
import { effectiveProjection } from '../apply/table-input.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { indexesOf, tablesOf } from '../document/queries.ts'
import type {
  ConcreteCondition,
  ConcreteGet,
  ConcreteQuery,
  ConcreteRequest,
  ConcreteScan,
  ConcreteSearch,
  ConcreteStatement,
  ConcreteWrite,
} from './concrete-request.ts'
import { lowerForProof } from './predict-statement.ts'
import type { CallFigures } from './proof-report.ts'

interface PredictedTable {
  readonly definition: TableDefinition
  /** By primary key. */
  readonly items: Map<string, Item>
}

/** Counts what a request is predicted to do. */
class Figures {
  scanned = 0
  returned = 0
  readUnits = 0
  writeUnits = 0
  private readonly targets = new Map<string, number>()

  read(target: string, units: number): void {
    this.readUnits += units
    this.count(target, units)
  }

  write(target: string, units: number): void {
    this.writeUnits += units
    this.count(target, units)
  }

  private count(target: string, units: number): void {
    if (units > 0) this.targets.set(target, (this.targets.get(target) ?? 0) + units)
  }

  done(): CallFigures {
    const byTarget = Object.fromEntries([...this.targets].sort(([left], [right]) => (left < right ? -1 : 1)))
    const { scanned, returned, readUnits: read, writeUnits: write } = this
    return { scanned, returned, readUnits: read, writeUnits: write, byTarget }
  }
}

/**
 * The model's tables as plain maps, and what DynamoDB's rules say a request on them reads, answers and consumes. It shares
 * the arithmetic of sizes and units with the engine, and nothing else: no row keys, no pages of rows, no expressions.
 */
export class PredictedStore {
  private readonly tables = new Map<string, PredictedTable>()

  constructor(document: ModelDocument, rows: Iterable<{ readonly tableName: string; readonly item: Item }>) {
    for (const table of tablesOf(document)) {
      const indexes = indexesOf(document, table.id).map(
        (index): IndexDefinition => ({
          name: index.name,
          kind: index.indexKind,
          key: index.key,
          projection: effectiveProjection(table, index),
        }),
      )
      this.tables.set(table.name, { definition: { name: table.name, key: table.key, indexes }, items: new Map() })
    }
    for (const { tableName, item } of rows) {
      const table = this.tables.get(tableName)
      if (table !== undefined) table.items.set(keyText(table.definition.key, item), item)
    }
  }

  itemCounts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.tables].map(([name, { items }]) => [name, items.size]))
  }

  /** The stored item under a key. */
  item(tableName: string, key: AttributeMap): Item | undefined {
    const table = this.tables.get(tableName)
    return table?.items.get(keyText(table.definition.key, key))
  }

  /** Puts items back as they were: what a write of a proof did must not show in the next one. */
  restore(tableName: string, key: AttributeMap, item: Item | undefined): void {
    const table = this.tables.get(tableName)
    if (table === undefined) return
    if (item === undefined) table.items.delete(keyText(table.definition.key, key))
    else table.items.set(keyText(table.definition.key, item), item)
  }

  /** The key attributes of a table. */
  keyOf(tableName: string, item: AttributeMap): AttributeMap {
    const table = this.tables.get(tableName)
    const key = emptyAttributeMap()
    for (const { name } of table === undefined ? [] : keyParts(table.definition.key)) {
      const value = attributeOf(item, name)
      if (value !== undefined) key[name] = value
    }
    return key
  }

  /** What a request will do. Writes are done to the store as well. */
  predict(request: ConcreteRequest): CallFigures {
    const figures = new Figures()
    switch (request.kind) {
      case 'get':
        this.get(request, figures, 'plain')
        break
      case 'query':
        this.query(request, figures)
        break
      case 'scan':
        this.scan(request, figures)
        break
      case 'put':
      case 'update':
      case 'delete':
        this.write(request, figures, 1)
        break
      case 'batch-get': {
        // A table of a batch has one consistency for all of its keys.
        const consistent = new Set(request.members.flatMap(member => (member.consistent ? member.table : [])))
        for (const member of request.members) {
          this.get({ ...member, consistent: consistent.has(member.table) }, figures, 'plain')
        }
        break
      }
      case 'transact-get':
        for (const member of request.members) this.get(member, figures, 'transaction')
        break
      case 'batch-write':
        for (const member of request.members) this.write(member, figures, 1)
        break
      case 'transact-write':
        for (const member of request.members) this.write(member, figures, 2)
        break
      case 'statement':
        this.statement(request, figures)
        break
      case 'search':
        this.search(request, figures)
    }
    return figures.done()
  }

  private table(name: string): PredictedTable {
    const table = this.tables.get(name)
    if (table === undefined) throw new Error(`The model has no table ${name}`)
    return table
  }

  private get({ table: name, key, consistent }: ConcreteGet, figures: Figures, kind: 'plain' | 'transaction'): void {
    const found = this.item(name, key)
    const bytes = found === undefined ? 0 : itemSize(found)
    figures.read(name, readUnits(bytes, kind === 'transaction' ? { transactional: true } : { consistent }))
    if (found === undefined) return
    figures.scanned++
    figures.returned++
  }

  private query(query: ConcreteQuery, figures: Figures): void {
    const { definition } = this.table(query.table)
    const index = definition.indexes.find(({ name }) => name === query.index)
    const key = index?.key ?? definition.key
    const entries = this.entries(query.table, index).filter(entry => query.conditions.every(c => holds(c, entry)))
    const direction = query.forward ? 1 : -1
    entries.sort((left, right) => direction * compareKeys(key, left, right))
    this.pages(query, entries, index, figures)
  }

  private scan(scan: ConcreteScan, figures: Figures): void {
    const { definition } = this.table(scan.table)
    const index = definition.indexes.find(({ name }) => name === scan.index)
    this.pages({ ...scan, whole: false }, this.entries(scan.table, index), index, figures)
  }

  private statement(request: ConcreteStatement, figures: Figures): void {
    const { definition, items } = this.table(request.table)
    const index = definition.indexes.find(({ name }) => name === request.index)
    const lowered = lowerForProof(request.statement, definition.key, index?.key)
    if (lowered.kind === 'write') {
      const key = keyText(definition.key, lowered.key)
      const before = items.get(key)
      this.change(request.table, key, before, lowered.after(before), figures, 1)
      return
    }
    const { filter = () => true } = lowered
    for (const { conditions, isGet } of lowered.reads) {
      const found = this.entries(request.table, index).filter(entry => conditions.every(c => holds(c, entry)))
      const direction =
        request.statement.kind === 'select' && request.statement.orderBy[0]?.descending === true ? -1 : 1
      found.sort((left, right) => direction * compareKeys(index?.key ?? definition.key, left, right))
      const { limit } = request
      const page = { table: request.table, filter: [], consistent: request.consistent, whole: false, matches: filter }
      this.pages({ ...page, ...(limit === undefined || isGet ? {} : { limit }) }, found, index, figures)
    }
  }

  /** The nearest of those that have a vector and meet the conditions; searches are not billed by read units. */
  private search({ table, attribute, conditions, top }: ConcreteSearch, figures: Figures): void {
    const { items } = this.table(table)
    const found = [...items.values()].filter(
      item => attributeOf(item, attribute) !== undefined && conditions.every(condition => holds(condition, item)),
    )
    figures.returned = Math.min(top, found.length)
    figures.scanned = figures.returned
  }

  private entries(name: string, index: IndexDefinition | undefined): Item[] {
    const { definition, items } = this.table(name)
    const all = [...items.values()]
    if (index === undefined) return all
    return all.flatMap(item => {
      const entry = projectEntry(definition, index, item)
      return entry === undefined ? [] : [entry]
    })
  }

  /** Reads page after page, as long as there is more, or one page of a limit. Each page is rounded by itself. */
  private pages(
    read: Pick<ConcreteQuery, 'table' | 'filter' | 'consistent' | 'limit' | 'whole'> & {
      readonly matches?: Predicate
    },
    entries: readonly Item[],
    index: IndexDefinition | undefined,
    figures: Figures,
  ): void {
    const target = index === undefined ? read.table : `${read.table}/${index.name}`
    let at = 0
    for (;;) {
      let bytes = 0
      let count = 0
      while (at < entries.length && count < (read.limit ?? Number.POSITIVE_INFINITY) && bytes < PAGE_MAX_BYTES) {
        const entry = entries[at++]
        if (entry === undefined) break
        count++
        bytes += itemSize(entry)
        const item = read.whole ? this.base(read, index, entry, figures) : entry
        const matches = read.matches?.(item) ?? true
        if (matches && read.filter.every(condition => holds(condition, item))) figures.returned++
      }
      figures.scanned += count
      figures.read(target, readUnits(bytes, { consistent: read.consistent && index?.kind !== 'GSI' }))
      const isFull = bytes >= PAGE_MAX_BYTES
      if (read.limit !== undefined || !isFull) return
    }
  }

  /** A local index that does not hold everything: the base item, metered on the table. */
  private base(
    { table: name, consistent }: Pick<ConcreteQuery, 'table' | 'consistent'>,
    index: IndexDefinition | undefined,
    entry: Item,
    figures: Figures,
  ): Item {
    const { definition, items } = this.table(name)
    if (index === undefined || projectedAttributes(definition, index) === 'ALL') return entry
    const item = items.get(keyText(definition.key, entry)) ?? entry
    figures.read(name, readUnits(itemSize(item), { consistent }))
    return item
  }

  private write(write: ConcreteWrite, figures: Figures, factor: 1 | 2): void {
    const { definition, items } = this.table(write.table)
    const key = keyText(definition.key, write.kind === 'put' ? write.item : write.key)
    const before = items.get(key)
    if (write.kind === 'check') {
      figures.write(write.table, factor * writeUnits(before === undefined ? 0 : itemSize(before)))
      return
    }
    this.change(write.table, key, before, afterOf(write, before), figures, factor)
  }

  private change(
    name: string,
    key: string,
    before: Item | undefined,
    after: Item | undefined,
    figures: Figures,
    factor: 1 | 2,
  ): void {
    const { definition, items } = this.table(name)
    const units = Math.max(
      writeUnits(before === undefined ? 0 : itemSize(before)),
      writeUnits(after === undefined ? 0 : itemSize(after)),
    )
    figures.write(name, factor * units)
    figures.returned++
    for (const index of definition.indexes) {
      figures.write(`${name}/${index.name}`, indexUnits(definition, index, before, after))
    }
    if (after === undefined) items.delete(key)
    else items.set(key, after)
  }
}

function afterOf(write: Exclude<ConcreteWrite, { kind: 'check' }>, before: Item | undefined): Item | undefined {
  switch (write.kind) {
    case 'put':
      return write.item
    case 'delete':
      return undefined
    case 'update': {
      const after = Object.assign(emptyAttributeMap(), before, before === undefined ? write.key : {}, write.sets)
      for (const [name, value] of Object.entries(write.adds)) after[name] = added(attributeOf(after, name), value)
      for (const name of write.removes) delete after[name]
      return after
    }
  }
}

function added(present: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (present === undefined || !('N' in present) || !('N' in value)) return value
  return { N: addNumbers(present.N, value.N) }
}

function indexUnits(
  table: TableDefinition,
  index: IndexDefinition,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const old = before && projectEntry(table, index, before)
  const fresh = after && projectEntry(table, index, after)
  const moved =
    old !== undefined &&
    fresh !== undefined &&
    keyParts(index.key).some(({ name }) => !same(attributeOf(old, name), attributeOf(fresh, name)))
  const changed = old !== undefined && fresh !== undefined && !equalItems(old, fresh)
  return indexWriteUnits(old && itemSize(old), fresh && itemSize(fresh), moved, changed)
}

function same(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && equalValues(left, right)
}

function keyText(key: KeyDefinition, item: AttributeMap): string {
  return JSON.stringify(keyParts(key).map(({ name }) => attributeOf(item, name) ?? null))
}

function compareKeys(key: KeyDefinition, left: Item, right: Item): number {
  for (const { name } of key.sort) {
    const [one, other] = [attributeOf(left, name), attributeOf(right, name)]
    const order = one === undefined || other === undefined ? undefined : compareScalars(one, other)
    if (order !== undefined && order !== 0) return order
  }
  return 0
}

/** Whether a condition holds of an item; a missing attribute makes every comparison false. */
function holds({ attribute, is, values: [first, second] }: ConcreteCondition, item: Item): boolean {
  const value = attributeOf(item, attribute)
  if (value === undefined || first === undefined) return false
  if (is === '=') return equalValues(value, first)
  if (is === 'begins_with') {
    return (
      ('S' in value && 'S' in first && value.S.startsWith(first.S)) ||
      (is === 'begins_with' && equalValues(value, first))
    )
  }
  const order = compareScalars(value, first)
  if (order === undefined) return false
  switch (is) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case 'between': {
      const upper = second === undefined ? undefined : compareScalars(value, second)
      return order >= 0 && upper !== undefined && upper <= 0
    }
  }
}
