import {
  attributeOf,
  type IndexDefinition,
  type Item,
  itemSize,
  PAGE_MAX_BYTES,
  type Predicate,
  projectedAttributes,
  readUnits,
  writeUnits,
} from '#dynamo'
import type {
  ConcreteGet,
  ConcreteQuery,
  ConcreteRequest,
  ConcreteScan,
  ConcreteSearch,
  ConcreteStatement,
  ConcreteWrite,
} from './concrete-request.ts'
import { Figures } from './figures.ts'
import { compareKeys, holds, keyText } from './item-order.ts'
import { lowerForProof } from './predict-statement.ts'
import { PredictedTables } from './predicted-tables.ts'
import type { CallFigures } from './proof-report.ts'
import { afterOf, indexUnits } from './write-effect.ts'

/**
 * The model's tables as plain maps, and what DynamoDB's rules say a request on them reads, answers and consumes. It shares
 * the arithmetic of sizes and units with the engine, and nothing else: no row keys, no pages of rows, no expressions.
 */
export class PredictedStore extends PredictedTables {
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
