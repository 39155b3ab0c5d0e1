import { keyParts } from '#dynamo'
import {
  type Diagnostic,
  type EntityRecord,
  indexesOf,
  isFault,
  itemBytesOf,
  keyTemplateOf,
  type ModelDocument,
  type PlacementRecord,
  parseTemplate,
  placementsOf,
  printTemplate,
  type RecordId,
  recordOfKind,
  type TableRecord,
  type TemplateFault,
} from '#modeling'
import { bytesText, type GridCell, type GridColumn } from '../../../ui/index.ts'

/** A column of the entity chart: what is said of a placement, or an attribute that its template writes. */
export interface ChartColumn extends GridColumn<PlacementRecord> {
  /** The key, index key or constant attribute; undefined for columns about the placement itself. */
  readonly attribute: string | undefined
}

export interface ChartInput {
  readonly document: ModelDocument
  readonly table: TableRecord
  readonly problems: ReadonlyMap<RecordId, readonly Diagnostic[]>
  /** Attributes that are no keys and have no template yet, but are about to. */
  readonly extra: readonly string[]
}

const ROLES: readonly NonNullable<PlacementRecord['role']>[] = ['main', 'copy', 'unique']

/** The entity chart of a table: a row for each placement, a column for each key attribute of the table and its indexes. */
export function chartColumns(input: ChartInput): readonly ChartColumn[] {
  const { document, table } = input
  const keys = keyTitles(document, table)
  const written = placementsOf(document, table.id).flatMap(({ templates }) => Object.keys(templates))
  const constants = [...new Set([...written, ...input.extra])].filter(name => !keys.has(name))
  return [
    entityColumn(document),
    roleColumn(),
    nameColumn(),
    ...[...keys].map(([name, { badge, hint }]) => templateColumn(name, badge, hint, input)),
    ...constants.map(name => templateColumn(name, undefined, `${name}: written with every item, in no key`, input)),
    storedColumn(document),
    sizeColumn(document),
  ]
}

interface KeyTitle {
  readonly badge: string
  readonly hint: string
}

/** Each key attribute once, with every key that it is part of; the table's first. */
function keyTitles(document: ModelDocument, table: TableRecord): ReadonlyMap<string, KeyTitle> {
  const titles = new Map<string, KeyTitle>()
  const owners = [{ name: table.name, short: '', key: table.key }].concat(
    indexesOf(document, table.id).map(({ name, key }) => ({ name, short: `${name.slice(0, 8)} `, key })),
  )
  for (const { name: owner, short, key } of owners) {
    for (const { name } of keyParts(key)) {
      const isPartition = key.partition.some(part => part.name === name)
      const role = `${isPartition ? 'partition' : 'sort'} key of ${owner}`
      const known = titles.get(name)
      titles.set(
        name,
        known
          ? { badge: known.badge, hint: `${known.hint}, ${role}` }
          : { badge: `${short}${isPartition ? 'PK' : 'SK'}`, hint: `${name}: ${role}` },
      )
    }
  }
  return titles
}

function entityOf(document: ModelDocument, { entityId }: PlacementRecord): EntityRecord | undefined {
  return recordOfKind(document, 'entity', entityId)
}

function entityColumn(document: ModelDocument): ChartColumn {
  return {
    id: '=entity',
    attribute: undefined,
    title: 'Entity',
    width: 148,
    sticky: true,
    hint: 'Enter opens the entity',
    cell: placement => ({ text: entityOf(document, placement)?.name ?? placement.entityId, tone: 'key' }),
  }
}

function roleColumn(): ChartColumn {
  return {
    id: '=role',
    attribute: undefined,
    title: 'Role',
    width: 64,
    hint: 'main: the items themselves. copy: written with them. unique: keeps a value unique',
    editable: true,
    cell: ({ role }) => ({ text: role ?? 'main', ...(role === undefined ? { tone: 'dim' } : {}) }),
    validate: (_, text) => (roleOf(text) === undefined ? 'Type main, copy or unique' : undefined),
  }
}

/** A role by its name or the beginning of it. */
export function roleOf(text: string): NonNullable<PlacementRecord['role']> | undefined {
  const typed = text.trim().toLowerCase()
  return typed === '' ? 'main' : ROLES.find(role => role.startsWith(typed))
}

function nameColumn(): ChartColumn {
  return {
    id: '=name',
    attribute: undefined,
    title: 'Name',
    width: 84,
    hint: 'Tells copies and unique items apart, such as: by email',
    editable: true,
    cell: ({ name }) => ({ text: name ?? '' }),
  }
}

function templateColumn(name: string, badge: string | undefined, hint: string, input: ChartInput): ChartColumn {
  const { document } = input
  return {
    id: name,
    attribute: name,
    title: name,
    ...(badge === undefined ? {} : { badge }),
    hint,
    width: templateWidth(name, badge, input),
    editable: true,
    cell: placement => templateCell(document, placement, name, input.problems.get(placement.id) ?? []),
    source: placement => ownTemplate(placement, name) ?? '',
    validate: (_, text) => {
      const template = parseTemplate(text)
      return isFault(template) ? faultText(text, template) : undefined
    },
  }
}

function ownTemplate({ templates }: PlacementRecord, name: string): string | undefined {
  return Object.hasOwn(templates, name) ? templates[name] : undefined
}

/** The template as text; dim where it is the entity's own attribute; undefined where these items lack the attribute. */
function templateCell(
  document: ModelDocument,
  placement: PlacementRecord,
  name: string,
  problems: readonly Diagnostic[],
): GridCell | undefined {
  const problem = problems.find(
    ({ attribute, path, severity }) =>
      severity !== 'info' && (path === undefined ? attribute === name : namesTemplate(path, name)),
  )
  const fault = problem ? { invalid: true, tip: `${problem.message}. ${problem.fix}` } : {}
  const own = ownTemplate(placement, name)
  if (own !== undefined) {
    const template = parseTemplate(own)
    return isFault(template) ? { text: own, invalid: true, tip: faultText(own, template) } : { text: own, ...fault }
  }
  const entity = entityOf(document, placement)
  const implied = entity && keyTemplateOf(entity, placement, name)
  if (implied) return { text: printTemplate(implied), tone: 'dim', tip: `The attribute of ${entity.name}`, ...fault }
  return problem ? { text: 'missing', tone: 'red', ...fault } : undefined
}

function namesTemplate(path: string, name: string): boolean {
  return path === `templates.${name}` || path === `templates[${JSON.stringify(name)}]`
}

/** What is wrong with a template, and where: `The brace is not closed, at ORDER#▸{orderId`. */
export function faultText(text: string, { reason, offset }: TemplateFault): string {
  const before = text.slice(Math.max(0, offset - 12), offset)
  const cut = offset > 12 ? '…' : ''
  return `${reason.replace(/\.$/, '')}, at ${cut}${before}▸${text.slice(offset, offset + 12)}`
}

const CHARACTER = 7.25

function templateWidth(name: string, badge: string | undefined, { document, table }: ChartInput): number {
  const lengths = placementsOf(document, table.id).map(placement => (ownTemplate(placement, name) ?? '').length)
  const title = name.length * CHARACTER + (badge === undefined ? 0 : 10 + badge.length * 6)
  return Math.round(Math.min(320, Math.max(84, title, Math.max(0, ...lengths) * CHARACTER)) + 24)
}

function storedColumn(document: ModelDocument): ChartColumn {
  return {
    id: '=stored',
    attribute: undefined,
    title: 'Stored attributes',
    width: 220,
    hint: 'Attributes of the entity that these items hold, with commas; empty: all',
    editable: true,
    cell: ({ attributes }) =>
      attributes === undefined ? { text: 'all', tone: 'dim' } : { text: attributes.join(', ') || 'none', mono: true },
    source: ({ attributes }) => attributes?.join(', ') ?? '',
    validate: (placement, text) => {
      const known = new Set(entityOf(document, placement)?.attributes.map(({ name }) => name))
      const unknown = storedNames(text)?.find(name => !known.has(name))
      return unknown === undefined ? undefined : `The entity has no attribute ${unknown}`
    },
  }
}

/** The names in a list with commas; undefined, for all, when there is nothing or the word all. */
export function storedNames(text: string): readonly string[] | undefined {
  const typed = text.trim()
  if (typed === '' || typed.toLowerCase() === 'all') return undefined
  if (typed.toLowerCase() === 'none') return []
  return [...new Set(typed.split(/[,;]/).map(name => name.trim()))].filter(name => name !== '')
}

function sizeColumn(document: ModelDocument): ChartColumn {
  return {
    id: '=size',
    attribute: undefined,
    title: 'Item',
    width: 72,
    align: 'end',
    hint: 'Typical size of one item, keys included',
    cell: placement => ({ text: bytesText(itemBytesOf(document, placement)), tone: 'dim' }),
  }
}
