import { GSIS_PER_TABLE, type KeyPart, LSIS_PER_TABLE, type ScalarType } from '#dynamo'
import type { Reason } from '../access-patterns/access-path.ts'
import type {
  EntityRecord,
  IndexRecord,
  ModelDocument,
  PlacementRecord,
  TableRecord,
} from '../document/model-document.ts'
import { indexesOf, patternsOf, tablesOf } from '../document/queries.ts'
import { nextId, positionAfter } from '../document/record-id.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { CandidateDesign } from './candidate.ts'
import { staysSmall } from './index-options.ts'
import { isPlain, type Layout } from './layout.ts'
import { pascal } from './names-of-design.ts'
import { partitionTemplate, sortTemplate } from './templates-of-layout.ts'

/** What adds to a design so that it serves one more pattern: keys in an index, an index, or a table with a copy. */
export interface KeyOption {
  readonly kind: 'overload' | 'index' | 'table'
  readonly title: string
  readonly design: CandidateDesign
  readonly reasons: readonly Reason[]
}

/** Where an entity lies now. */
export interface KeyPlace {
  readonly document: ModelDocument
  readonly entity: EntityRecord
  readonly main: PlacementRecord
  readonly table: TableRecord
}

const NO_DESIGN: CandidateDesign = { tables: [], indexes: [], placements: [] }

/** Keys for the entity in a global index that holds other entities only (rule I4). */
export function overloaded(
  { document, entity, main }: KeyPlace,
  index: IndexRecord,
  layout: Layout,
): KeyOption | undefined {
  const [hash, ...hashes] = index.key.partition
  const [range, ...ranges] = index.key.sort
  const parts = [...index.key.partition, ...index.key.sort]
  const isFree = parts.some(({ name }) => keyTemplateOf(entity, main, name) === undefined)
  const isText = hashes.length + ranges.length === 0 && parts.every(({ type }) => type === 'S')
  if (index.indexKind !== 'GSI' || hash === undefined || !isFree || !isText) return undefined
  const templates = {
    ...main.templates,
    [hash.name]: partitionTemplate(document, entity, layout),
    ...(range === undefined ? {} : { [range.name]: sortTemplate(entity, layout) }),
  }
  return {
    kind: 'overload',
    title: `Overload ${index.name}`,
    design: { ...NO_DESIGN, placements: [{ ...main, templates }] },
    reasons: [{ text: `${index.name} has no ${entity.name} items yet: they get keys there`, rule: 'I4' }],
  }
}

/** One more global index: of the entity's own attributes where they can be its key, else of templates. */
export function withIndex(place: KeyPlace, layout: Layout): KeyOption | undefined {
  const { document, entity, main, table } = place
  const siblings = indexesOf(document, table.id)
  if (siblings.filter(({ indexKind }) => indexKind === 'GSI').length >= GSIS_PER_TABLE) return undefined
  const native = isPlain(layout) ? nativeKey(entity, layout) : undefined
  const isSeveral = native !== undefined && (native.partition.length > 1 || native.sort.length > 1)
  if (native !== undefined && !(isSeveral && isNamedInStatement(place))) {
    const name = freeName(siblings, nameOf(entity, layout.partition))
    return added(name, indexOf(place, 'GSI', name, native), [], {
      text: 'The attributes themselves are the key: nothing is added to the items',
      rule: 'I2',
    })
  }
  const name = freeName(siblings, `GSI${siblings.length + 1}`)
  const [hash, range] = [`${name}PK`, `${name}SK`]
  const key = { partition: [{ name: hash, type: 'S' as const }], sort: [{ name: range, type: 'S' as const }] }
  const templates = {
    ...main.templates,
    [hash]: partitionTemplate(document, entity, layout),
    [range]: sortTemplate(entity, layout),
  }
  return added(name, indexOf(place, 'GSI', name, key), [{ ...main, templates }], {
    text: 'Its key holds templates: items have to be written anew to be found there',
    rule: 'I4',
  })
}

/** Another order under the partitions of the table, which can be read consistently; a table has it from the start (rule I1). */
export function withLocalIndex(place: KeyPlace, layout: Layout): KeyOption | undefined {
  const { document, entity, table } = place
  const siblings = indexesOf(document, table.id)
  const locals = siblings.filter(({ indexKind }) => indexKind === 'LSI').length
  const sort = nativeKey(entity, { partition: layout.sort.slice(0, 1), sort: [] })?.partition
  if (locals >= LSIS_PER_TABLE || sort === undefined || table.key.sort.length === 0) return undefined
  if (!isPlain(layout) || !staysSmall(document, [{ entity, layout }])) return undefined
  const name = freeName(siblings, nameOf(entity, layout.sort.slice(0, 1)))
  return added(name, indexOf(place, 'LSI', name, { partition: table.key.partition, sort }), [], {
    text: 'It is read consistently, but has to be there when the table is made, and its collections stay below 10 GB',
    rule: 'I1',
  })
}

/** A second table that holds a copy, written in the same transaction: for reads that must be consistent (rule I8). */
export function withCopy({ document, entity }: KeyPlace, layout: Layout): KeyOption | undefined {
  const key = nativeKey(entity, { partition: layout.partition.slice(0, 1), sort: layout.sort.slice(0, 1) })
  if (key === undefined || layout.partition.length > 1 || layout.sort.length > 1) return undefined
  const tables = tablesOf(document)
  const name = freeName(tables, nameOf(entity, layout.partition))
  const table: TableRecord = {
    kind: 'table',
    id: nextId(document, 'table'),
    position: positionAfter(tables),
    name,
    key,
    attributes: [],
  }
  const placement: PlacementRecord = {
    kind: 'placement',
    id: nextId(document, 'placement'),
    tableId: table.id,
    entityId: entity.id,
    position: 1,
    role: 'copy',
    name: `by ${layout.partition.join(', ')}`,
    templates: {},
  }
  return {
    kind: 'table',
    title: `Copy into table ${name}`,
    design: { tables: [table], indexes: [], placements: [placement] },
    reasons: [
      { text: 'Reads of it can be consistent, which no global index can', rule: 'I8' },
      { text: `Every write of ${entity.name} becomes a transaction with its copy`, rule: 'T10' },
    ],
  }
}

function added(name: string, index: IndexRecord, placements: readonly PlacementRecord[], reason: Reason): KeyOption {
  const design = { ...NO_DESIGN, indexes: [index], placements }
  return { kind: 'index', title: `Add index ${name}`, design, reasons: [reason] }
}

function indexOf(
  { document, table }: KeyPlace,
  indexKind: IndexRecord['indexKind'],
  name: string,
  key: IndexRecord['key'],
): IndexRecord {
  const position = positionAfter(indexesOf(document, table.id))
  const projection = { type: 'ALL' } as const
  return {
    kind: 'index',
    id: nextId(document, 'index'),
    tableId: table.id,
    indexKind,
    position,
    name,
    key,
    projection,
  }
}

/** PartiQL refuses a table that has an index key of several attributes (rule I2). */
function isNamedInStatement({ document, table }: KeyPlace): boolean {
  return patternsOf(document).some(
    ({ operation }) => operation.type === 'partiql' && operation.statement.includes(table.name),
  )
}

/** `OrderByCustomerId`: what it holds, and by what it finds it. */
const nameOf = ({ name }: EntityRecord, attributes: readonly string[]): string =>
  `${pascal(name)}By${attributes.map(pascal).join('And')}`

/** The entity's own attributes as a key, where all are of a key's type. */
function nativeKey(
  entity: EntityRecord,
  { partition, sort }: Pick<Layout, 'partition' | 'sort'>,
): IndexRecord['key'] | undefined {
  if (partition.length === 0) return undefined
  const parts = (names: readonly string[]): readonly KeyPart[] =>
    names.flatMap(name => {
      const type = entity.attributes.find(attribute => attribute.name === name)?.type
      return type === 'S' || type === 'N' || type === 'B' ? { name, type: type satisfies ScalarType } : []
    })
  const key = { partition: parts(partition), sort: parts(sort.slice(0, 4)) }
  const isWhole = key.partition.length === partition.length && key.sort.length === Math.min(4, sort.length)
  return isWhole && partition.length <= 4 ? key : undefined
}

function freeName(siblings: readonly { readonly name: string }[], wished: string): string {
  const start = wished.length >= 3 ? wished : `${wished}Index`
  for (let at = 1; ; at++) {
    const name = at === 1 ? start : `${start}${at}`
    if (!siblings.some(sibling => sibling.name === name)) return name
  }
}
