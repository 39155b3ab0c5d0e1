import { type KeyDefinition, type KeyPart, keyParts, PROJECTED_ATTRIBUTES_PER_INDEX, type Projection } from '#dynamo'
import type { IndexRecord, ModelDocument, PlacementRecord, TableRecord } from '../document/model-document.ts'
import { indexesOf, placementsOf } from '../document/queries.ts'
import { sameKey } from './homes-of-tables.ts'

/** How an index of a design comes into a table that is there. */
export interface IndexInHome {
  /** The index of the table that it is the same as. Undefined: it is new. */
  readonly present: IndexRecord | undefined
  readonly name: string
  readonly key: KeyDefinition
  readonly projection: Projection
  /** Key attributes as the design names them, by the names they get here where those differ. */
  readonly renamed: ReadonlyMap<string, string>
}

/** The table that indexes come into, with what stays in it as it is. */
export interface Home {
  readonly document: ModelDocument
  readonly table: TableRecord
  /** Placements of entities whose keys are left as they are. */
  readonly staying: readonly PlacementRecord[]
  /** Placements of the design in this table. */
  readonly designed: readonly PlacementRecord[]
}

/**
 * An index goes into one with the same key, unless items of entities that stay as they are have other keys there. Else it
 * comes beside those that are there, under names that are free.
 */
export function indexInHome(home: Home, index: IndexRecord, others: readonly IndexInHome[]): IndexInHome {
  const siblings = indexesOf(home.document, home.table.id)
  const matched = new Set(others.flatMap(({ present }) => present ?? []))
  const same = siblings.filter(
    sibling =>
      !matched.has(sibling) &&
      sibling.indexKind === index.indexKind &&
      sameKey(sibling.key, index.key) &&
      !clashes(home, index),
  )
  const present = same.find(({ name }) => name === index.name) ?? same[0]
  if (present !== undefined) {
    const projection = wider(present.projection, index.projection)
    return { present, name: present.name, key: present.key, projection, renamed: new Map() }
  }
  const names = new Set([...siblings, ...others].map(({ name }) => name))
  const name = freeName(index.name, names)
  const renamed = renamedParts(home, index, name, others)
  const as = (part: KeyPart): KeyPart => ({ ...part, name: renamed.get(part.name) ?? part.name })
  const key = { partition: index.key.partition.map(as), sort: index.key.sort.map(as) }
  return { present: undefined, name, key, projection: index.projection, renamed }
}

/** Whether an entity that stays as it is has other keys under these attributes than the design gives it. */
function clashes({ staying, designed }: Home, { key }: IndexRecord): boolean {
  return staying.some(placement => {
    const wished = counterpartOf(placement, designed)
    return keyParts(key).some(({ name }) => {
      const [present, proposed] = [placement, wished].map(one => one && textOf(one, name))
      return present !== undefined && proposed !== undefined && present !== proposed
    })
  })
}

/** The placement among others that is of the same entity and role, and of copies and unique items the same name. */
export function counterpartOf(
  { entityId, role = 'main', name }: PlacementRecord,
  others: readonly PlacementRecord[],
): PlacementRecord | undefined {
  return others.find(
    other =>
      other.entityId === entityId && (other.role ?? 'main') === role && (role === 'main' || other.name === name),
  )
}

/** Attributes that are made by templates and that something here uses already get names after the index. */
function renamedParts(
  { document, table, staying, designed }: Home,
  index: IndexRecord,
  name: string,
  others: readonly IndexInHome[],
): ReadonlyMap<string, string> {
  const used = new Set([
    ...[table, ...indexesOf(document, table.id), ...others]
      .flatMap(({ key }) => keyParts(key))
      .map(part => part.name),
    ...[...staying, ...placementsOf(document, table.id)].flatMap(({ templates }) => Object.keys(templates)),
  ])
  const own = new Set(keyParts(table.key).map(part => part.name))
  const renamed = new Map<string, string>()
  for (const part of keyParts(index.key)) {
    const isMade = designed.some(placement => textOf(placement, part.name) !== undefined)
    if (own.has(part.name) || !isMade || !used.has(part.name)) continue
    const wished = part.name.startsWith(index.name) ? name + part.name.slice(index.name.length) : part.name
    const free = freeName(wished, used)
    used.add(free)
    renamed.set(part.name, free)
  }
  return renamed
}

function textOf({ templates }: PlacementRecord, name: string): string | undefined {
  return Object.hasOwn(templates, name) ? templates[name] : undefined
}

/** Names of tables, indexes and key attributes have at most this many characters. */
const MOST_CHARACTERS = 255

/** The name, or with the next number that is free: `GSI3` beside `GSI2`, `ByStatus2` beside `ByStatus`. */
export function freeName(wished: string, taken: ReadonlySet<string>): string {
  const [, stem = wished, digits = '1'] = /^(.*?)(\d{1,6})?$/s.exec(wished) ?? []
  let name = wished
  for (let at = Number(digits) + 1; taken.has(name); at++) {
    name = `${stem.slice(0, MOST_CHARACTERS - String(at).length)}${at}`
  }
  return name
}

/** What both project: the index goes on serving what it served. */
function wider(left: Projection, right: Projection): Projection {
  if (left.type === 'ALL' || right.type === 'KEYS_ONLY') return left
  if (right.type === 'ALL' || left.type === 'KEYS_ONLY') return right
  const attributes = [...new Set([...left.attributes, ...right.attributes])]
  return attributes.length > PROJECTED_ATTRIBUTES_PER_INDEX ? { type: 'ALL' } : { type: 'INCLUDE', attributes }
}
