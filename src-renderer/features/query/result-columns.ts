import { type AttributeType, attributeOf, type Item, type KeyPart, keyParts, typeOf } from '#dynamo'
import { type GridColumn, valueSource, valueText } from '../../ui/index.ts'
import { indexNamed, type QueryTable } from './query-table.ts'

/** How often an attribute was seen and as what. */
interface Seen {
  readonly name: string
  count: number
  /** Characters of the longest text, cut at 60. */
  longest: number
  readonly types: Map<AttributeType, number>
}

const MEASURED_ITEMS = 400
const RIGHT_ALIGNED: ReadonlySet<AttributeType> = new Set(['N'])

/**
 * The columns of a result: first the key of what was read (pinned), then the table's key, then the other attributes,
 * the most frequent first. Pages that come later add columns at the end and move none, so that nothing jumps under the
 * reader; a column keeps its identity, and with it its drawn cells.
 */
export class ResultColumns {
  readonly #seen = new Map<string, Seen>()
  #columns: readonly GridColumn<Item>[] = []
  #shown = new Set<string>()
  readonly #table: QueryTable
  readonly #index: string

  constructor(table: QueryTable, index: string) {
    this.#table = table
    this.#index = index
  }

  /** Takes the items of a page in and returns the columns; the same array when there are no new ones. */
  add(items: readonly Item[]): readonly GridColumn<Item>[] {
    for (const [at, item] of items.entries()) this.#count(item, at < MEASURED_ITEMS)
    if (this.#columns.length === 0) this.#columns = this.#keyColumns()
    const fresh = [...this.#seen.values()]
      .filter(seen => !this.#shown.has(seen.name))
      .sort((left, right) => right.count - left.count)
      .map(seen => attributeColumn(seen, {}))
    for (const column of fresh) this.#shown.add(column.id)
    if (fresh.length > 0) this.#columns = [...this.#columns, ...fresh]
    return this.#columns
  }

  /** Every attribute that was seen, with its usual type. */
  attributes(): readonly { readonly name: string; readonly type: AttributeType }[] {
    return Array.from(this.#seen.values(), seen => ({ name: seen.name, type: usualType(seen) }))
  }

  #count(item: Item, isMeasured: boolean): void {
    for (const name in item) {
      const value = attributeOf(item, name)
      if (!value) continue
      let seen = this.#seen.get(name)
      if (!seen) {
        seen = { name, count: 0, longest: 0, types: new Map() }
        this.#seen.set(name, seen)
      }
      seen.count += 1
      const type = typeOf(value)
      seen.types.set(type, (seen.types.get(type) ?? 0) + 1)
      if (isMeasured && seen.longest < 60) seen.longest = Math.max(seen.longest, valueText(value, 60).length)
    }
  }

  #keyColumns(): readonly GridColumn<Item>[] {
    const index = indexNamed(this.#table, this.#index)
    const columns: GridColumn<Item>[] = []
    const add = (part: KeyPart, more: Partial<GridColumn<Item>>) => {
      const seen = this.#seen.get(part.name)
      if (this.#shown.has(part.name) || !seen) return
      this.#shown.add(part.name)
      columns.push(attributeColumn(seen, more, true))
    }
    const key = index?.key ?? this.#table.key
    const of = index ? ` of ${index.name}` : ''
    for (const part of key.partition) add(part, { sticky: true, badge: 'PK', hint: `Partition key${of}` })
    for (const part of key.sort) add(part, { sticky: true, badge: 'SK', hint: `Sort key${of}` })
    if (index) for (const part of keyParts(this.#table.key)) add(part, { hint: 'Key of the table' })
    return columns
  }
}

function usualType(seen: Seen): AttributeType {
  let best: AttributeType = 'S'
  let most = 0
  for (const [type, count] of seen.types) {
    if (count <= most) continue
    most = count
    best = type
  }
  return best
}

function attributeColumn(seen: Seen, more: Partial<GridColumn<Item>>, isKey = false): GridColumn<Item> {
  const { name } = seen
  const type = usualType(seen)
  const isNumber = RIGHT_ALIGNED.has(type)
  // Characters of the two fonts, the badge before and the sign of the type behind the title.
  const title = name.length * 7 + (more.badge ? 28 : 0) + type.length * 6 + 14
  const width = Math.max(title, seen.longest * 7.3) + 20
  return {
    id: name,
    title: name,
    glyph: type,
    mono: true,
    width: Math.round(Math.max(72, Math.min(isKey ? 220 : 280, width))),
    ...(isNumber && { align: 'end' }),
    ...more,
    cell: item => {
      const value = attributeOf(item, name)
      if (value === undefined) return undefined
      const own = typeOf(value)
      const shown = 'S' in value && value.S === '' ? '""' : valueText(value)
      const isDim = own === 'NULL' || shown === '""'
      return {
        text: shown,
        ...(own !== type && { glyph: own, align: RIGHT_ALIGNED.has(own) ? 'end' : 'start' }),
        ...(isKey ? { tone: 'key' as const } : isDim && { tone: 'dim' as const }),
      }
    },
    source: item => {
      const value = attributeOf(item, name)
      return value === undefined ? '' : valueSource(value)
    },
  }
}
