import { byCodeUnit } from '../json/print-json.ts'
import type { ModelDocument, ModelRecord, RecordId } from './model-document.ts'

/**
 * The records of a document in lists, each in display order. Made once per document; the lists of an edited document are
 * those of the one before, and only what the edit touched is another list. So whoever remembers something of a list by
 * its identity learns from it at once whether anything in it is another.
 */

/** A list by what is in it; those of a table or entity are told apart by its id, the others have none. */
type ListName =
  | 'entity'
  | 'relation'
  | 'pattern'
  | 'table'
  /** Everything of which paths are made but the patterns: tables, indexes, placements, entities, relations. */
  | 'design'
  /** By table. */
  | 'index'
  | 'vectorIndex'
  | 'placement'
  | 'facet'
  | 'item'
  /** By entity, and by facet. */
  | 'placement of entity'
  | 'item of facet'

type List = readonly ModelRecord[]
type Lists = { readonly [name in ListName]: ReadonlyMap<RecordId, List> }

const listsOfDocument = new WeakMap<ModelDocument, Lists>()
const NONE: List = []

/** A list of a document in display order; the same one every time, and in an edited document that left it as it is. */
export function listIn(document: ModelDocument, name: ListName, owner: RecordId = ''): List {
  return listsOf(document)[name].get(owner) ?? NONE
}

/** Every list of this name, by its owner. */
export function listsNamed(document: ModelDocument, name: ListName): ReadonlyMap<RecordId, List> {
  return listsOf(document)[name]
}

/** Display order of siblings. */
export function byPosition(left: ModelRecord, right: ModelRecord): number {
  return left.position - right.position || byCodeUnit(left.id, right.id)
}

/** A record before and after an edit; undefined before it was added, and when it was removed. */
export type Change = readonly [from: ModelRecord | undefined, to: ModelRecord | undefined]

/** Gives the edited document the lists of the one before with these changes in them. */
export function carryLists(before: ModelDocument, after: ModelDocument, changes: readonly Change[]): void {
  listsOfDocument.set(after, listsAfter(listsOf(before), changes))
}

function listsOf(document: ModelDocument): Lists {
  const known = listsOfDocument.get(document)
  if (known !== undefined) return known
  const made = emptyLists()
  for (const record of Object.values(document.records)) {
    for (const [name, owner] of placesOf(record)) {
      const list = made[name].get(owner)
      if (list === undefined) made[name].set(owner, [record])
      else list.push(record)
    }
  }
  for (const owners of Object.values(made)) for (const list of owners.values()) list.sort(byPosition)
  listsOfDocument.set(document, made)
  return made
}

function emptyLists(): { readonly [name in ListName]: Map<RecordId, ModelRecord[]> } {
  return {
    entity: new Map(),
    relation: new Map(),
    pattern: new Map(),
    table: new Map(),
    design: new Map(),
    index: new Map(),
    vectorIndex: new Map(),
    placement: new Map(),
    facet: new Map(),
    item: new Map(),
    'placement of entity': new Map(),
    'item of facet': new Map(),
  }
}

/** The lists in which a record stands. */
function placesOf(record: ModelRecord): readonly (readonly [ListName, RecordId])[] {
  switch (record.kind) {
    case 'model':
      return []
    case 'pattern':
      return PATTERNS
    case 'table':
    case 'entity':
    case 'relation':
      return [
        [record.kind, ''],
        ['design', ''],
      ]
    case 'index':
    case 'vectorIndex':
      return [
        [record.kind, record.tableId],
        ['design', ''],
      ]
    case 'placement':
      return [
        ['placement', record.tableId],
        ['placement of entity', record.entityId],
        ['design', ''],
      ]
    case 'facet':
      return [['facet', record.tableId]]
    case 'item':
      return record.facetId === undefined
        ? [['item', record.tableId]]
        : [
            ['item', record.tableId],
            ['item of facet', record.facetId],
          ]
  }
}

const PATTERNS = [['pattern', '']] as const

interface ListChanges {
  readonly name: ListName
  readonly owner: RecordId
  /** Records that are others now, at the same place. */
  readonly replaced: (readonly [from: ModelRecord, to: ModelRecord])[]
  readonly left: Set<ModelRecord>
  readonly joined: ModelRecord[]
}

function listsAfter(before: Lists, changes: readonly Change[]): Lists {
  const touched = new Map<string, ListChanges>()
  const changesOf = (name: ListName, owner: RecordId): ListChanges => {
    const key = `${name}\n${owner}`
    const known = touched.get(key)
    if (known !== undefined) return known
    const made: ListChanges = { name, owner, replaced: [], left: new Set(), joined: [] }
    touched.set(key, made)
    return made
  }
  for (const [from, to] of changes) {
    const places = to === undefined ? [] : placesOf(to)
    const stays = from !== undefined && to !== undefined && byPosition(from, to) === 0
    for (const [name, owner] of from === undefined ? [] : placesOf(from)) {
      const isStill = stays && places.some(([other, of]) => other === name && of === owner)
      if (isStill) changesOf(name, owner).replaced.push([from, to])
      else if (from !== undefined) changesOf(name, owner).left.add(from)
    }
    for (const [name, owner] of places) {
      const isStill = stays && placesOf(from).some(([other, of]) => other === name && of === owner)
      if (!isStill && to !== undefined) changesOf(name, owner).joined.push(to)
    }
  }
  const after: { [name in ListName]: ReadonlyMap<RecordId, List> } = { ...before }
  for (const change of touched.values()) {
    const { name, owner } = change
    const owners = new Map(after[name])
    const list = listAfter(owners.get(owner) ?? NONE, change)
    if (list.length === 0) owners.delete(owner)
    else owners.set(owner, list)
    after[name] = owners
  }
  return after
}

function listAfter(before: List, { replaced, left, joined }: ListChanges): List {
  const kept = left.size === 0 ? [...before] : before.filter(record => !left.has(record))
  for (const [from, to] of replaced) kept[placeIn(kept, from)] = to
  if (joined.length === 0) return kept
  return [...kept, ...joined].sort(byPosition)
}

/** Where a record stands in a list in display order, or would stand. */
function placeIn(list: List, record: ModelRecord): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = list[middle]
    if (other !== undefined && byPosition(other, record) < 0) low = middle + 1
    else high = middle
  }
  return low
}
