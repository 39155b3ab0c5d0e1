import { keyParts } from '#dynamo'
import type {
  IndexRecord,
  ItemRecord,
  ModelDocument,
  ModelRecord,
  PlacementRecord,
  RecordId,
  RecordKind,
  TableRecord,
} from '../document/model-document.ts'
import {
  indexesOf,
  itemsOfTable,
  placementsOf,
  placementsOfEntity,
  recordOf,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import { nextId, positionAfter } from '../document/record-id.ts'
import { equalJson } from '../json/equal-json.ts'
import { movedItem } from '../templates/rekeyed-item.ts'
import type { CandidateDesign } from './candidate.ts'
import type { TableParts } from './design-parts.ts'
import { counterpartOf, freeName, type Home, type IndexInHome, indexInHome } from './index-in-home.ts'
import { indexesLeftEmpty, tablesLeftEmpty, withContents } from './left-empty.ts'
import type { PartSelection } from './part-selection.ts'
import { type AdoptedTable, type PartsAdoption, withAdoption } from './parts-adoption.ts'
import { indexTemplates, type TakenIndex, templatesTaken } from './templates-of-parts.ts'

/** Builds the adoption of parts; once it is known which tables of the model take in which tables of the design. */
export class PartsBuilder {
  private readonly document: ModelDocument
  private readonly design: CandidateDesign
  private readonly parts: readonly TableParts[]
  private readonly taken: PartSelection
  private readonly homes: ReadonlyMap<RecordId, TableRecord>
  private readonly written = new Map<RecordId, ModelRecord>()
  private readonly removed = new Map<RecordId, ModelRecord>()
  private readonly tables: AdoptedTable[] = []
  private readonly filled = new Set<RecordId>()
  /** Placements of entities whose keys are taken, as long as nothing takes their place. */
  private readonly leaving: Set<PlacementRecord>
  private readonly emptied: readonly TableRecord[]

  constructor(
    document: ModelDocument,
    design: CandidateDesign,
    parts: readonly TableParts[],
    taken: PartSelection,
    homes: ReadonlyMap<RecordId, TableRecord>,
  ) {
    this.document = document
    this.design = design
    this.parts = parts
    this.taken = taken
    this.homes = homes
    const entityIds = new Set(parts.flatMap(({ entities }) => entities.map(({ entity }) => entity.id)))
    const moved = [...entityIds].filter(id => taken.has(id))
    this.leaving = new Set(moved.flatMap(id => placementsOfEntity(document, id)))
    const kept = new Set([...homes.values()])
    this.emptied = tablesLeftEmpty(document, this.leaving).filter(table => !kept.has(table))
  }

  build(): PartsAdoption {
    for (const parts of this.parts) {
      if (!this.taken.has(parts.table.id)) continue
      const home = this.homes.get(parts.table.id)
      if (home === undefined) this.add(parts)
      else this.merge(parts, home)
    }
    for (const placement of this.leaving) this.remove(placement, ...this.itemsOf(placement))
    for (const table of this.emptied) this.remove(...withContents(this.document, table))
    this.remove(...indexesLeftEmpty(this.document, withAdoption(this.document, this.adoption)))
    return this.adoption
  }

  private get adoption(): PartsAdoption {
    return {
      written: [...this.written.values()].filter(({ id }) => !this.removed.has(id)),
      removed: [...this.removed.values()],
      tables: this.tables,
      filled: [...this.filled],
    }
  }

  /** A table of its own, under the design's name or the next that is free. */
  private add(parts: TableParts): void {
    const { table } = parts
    const going = new Set(this.emptied)
    const others = [...tablesOf(this.document).filter(present => !going.has(present)), ...this.writtenOf('table')]
    const name = freeName(table.name, new Set(others.map(other => other.name)))
    const position = positionAfter([...tablesOf(this.document), ...this.writtenOf('table')])
    const made: TableRecord = { ...table, id: this.freeId('table', table.id), name, position }
    this.write(made)
    this.tables.push({ id: table.id, as: name === table.name ? 'added' : 'beside', name })
    const indexes = this.takenIndexes(parts)
    for (const index of indexes) this.write({ ...index, id: this.freeId('index', index.id), tableId: made.id })
    for (const { index } of parts.indexes) {
      if (index.kind !== 'vectorIndex' || !this.taken.has(index.id)) continue
      this.write({ ...index, id: this.freeId('vectorIndex', index.id), tableId: made.id })
    }
    const filling = indexes.map((index): TakenIndex => ({ index, renamed: new Map() }))
    for (const placement of this.takenPlacements(parts)) {
      const templates = templatesTaken(placement, table, this.indexesOfDesign(table), filling)
      const id = this.freeId('placement', placement.id)
      this.write({ ...placement, id, tableId: made.id, templates })
    }
  }

  /** Into a table that is there: what it is called and how it is set stay. */
  private merge(parts: TableParts, table: TableRecord): void {
    this.tables.push({ id: parts.table.id, as: 'merged', name: table.name })
    const designed = this.design.placements.filter(({ tableId }) => tableId === parts.table.id)
    const staying = placementsOf(this.document, table.id).filter(placement => !this.leaving.has(placement))
    const home: Home = { document: this.document, table, staying, designed }
    const indexes: (IndexInHome & TakenIndex)[] = []
    for (const index of this.takenIndexes(parts)) {
      indexes.push({ ...indexInHome(home, index, indexes), index })
    }
    for (const index of indexes) this.mergeIndex(table, index)
    this.mergeVectorIndexes(parts, table)
    for (const placement of this.takenPlacements(parts)) {
      this.mergePlacement(
        table,
        placement,
        templatesTaken(placement, parts.table, this.indexesOfDesign(parts.table), indexes),
      )
    }
    for (const placement of staying) this.fill(placement, designed, parts.table, indexes)
  }

  private mergeIndex(table: TableRecord, { index, present, name, key, projection }: IndexInHome & TakenIndex): void {
    if (present !== undefined) {
      if (!equalJson(present.projection, projection)) this.write({ ...present, projection })
      return
    }
    const siblings = [...indexesOf(this.document, table.id), ...this.writtenOf('index')]
    const position = positionAfter(siblings.filter(({ tableId }) => tableId === table.id))
    const id = this.freeId('index', index.id)
    this.write({ ...index, id, tableId: table.id, position, name, key, projection })
  }

  /** One that searches the same attribute is there already. */
  private mergeVectorIndexes({ indexes }: TableParts, table: TableRecord): void {
    const siblings = [...vectorIndexesOf(this.document, table.id)]
    for (const { index } of indexes) {
      if (index.kind !== 'vectorIndex' || !this.taken.has(index.id)) continue
      if (siblings.some(({ attribute }) => attribute === index.attribute)) continue
      const name = freeName(index.name, new Set(siblings.map(sibling => sibling.name)))
      const id = this.freeId('vectorIndex', index.id)
      const made = { ...index, id, tableId: table.id, name, position: positionAfter(siblings) }
      siblings.push(made)
      this.write(made)
    }
  }

  /** In place of the placement of the same role, if there is one; constants stay. */
  private mergePlacement(
    table: TableRecord,
    placement: PlacementRecord,
    templates: PlacementRecord['templates'],
  ): void {
    const own = placementsOf(this.document, table.id)
    const present = counterpartOf(placement, own)
    if (present === undefined) {
      const siblings = [...own, ...this.writtenOf('placement').filter(({ tableId }) => tableId === table.id)]
      const id = this.freeId('placement', placement.id)
      this.write({ ...placement, id, tableId: table.id, position: positionAfter(siblings), templates })
      return
    }
    this.leaving.delete(present)
    const { attributes: _attributes, ...kept } = present
    const keys = new Set(
      [table, ...indexesOf(this.document, table.id)].flatMap(({ key }) => keyParts(key)).map(({ name }) => name),
    )
    // What it has of the design already is not taken away because it was not taken again.
    const { templates: proposed } = placement
    const staying = Object.entries(present.templates).filter(
      ([name, text]) => !keys.has(name) || (Object.hasOwn(proposed, name) && proposed[name] === text),
    )
    const after: PlacementRecord = {
      ...kept,
      templates: Object.fromEntries([...staying, ...Object.entries(templates)]),
      ...(placement.attributes === undefined ? {} : { attributes: placement.attributes }),
    }
    if (equalJson(present, after)) return
    this.write(after)
    this.remove(...this.itemsOf(present))
  }

  /** Items of an entity that is left out get the keys of the indexes that are taken. */
  private fill(
    placement: PlacementRecord,
    designed: readonly PlacementRecord[],
    table: TableRecord,
    indexes: readonly TakenIndex[],
  ): void {
    const wished = counterpartOf(placement, designed)
    const added = wished === undefined ? [] : indexes.flatMap(index => indexTemplates(wished.templates, table, index))
    const after = { ...placement, templates: { ...placement.templates, ...Object.fromEntries(added) } }
    if (equalJson(placement, after)) return
    this.write(after)
    this.filled.add(placement.entityId)
    for (const record of this.itemsOf(placement)) {
      const { document } = this
      this.write({ ...record, item: movedItem({ document, placement }, { document, placement: after }, record.item) })
    }
  }

  private takenIndexes({ indexes }: TableParts): readonly IndexRecord[] {
    return indexes.flatMap(({ index }) => (index.kind === 'index' && this.taken.has(index.id) ? [index] : []))
  }

  private takenPlacements({ entities }: TableParts): readonly PlacementRecord[] {
    return entities.flatMap(({ entity, placements }) => (this.taken.has(entity.id) ? placements : []))
  }

  private indexesOfDesign({ id }: TableRecord): readonly IndexRecord[] {
    return this.design.indexes.filter(({ tableId }) => tableId === id)
  }

  private itemsOf({ id, tableId }: PlacementRecord): readonly ItemRecord[] {
    return itemsOfTable(this.document, tableId).filter(({ placementId }) => placementId === id)
  }

  private writtenOf<K extends RecordKind>(kind: K) {
    return [...this.written.keys()].flatMap(id => {
      const record = this.written.get(id)
      return record?.kind === kind ? [record as Extract<ModelRecord, { kind: K }>] : []
    })
  }

  /** The design's id where it is free. Ids were free when the design was made; other records may have come since. */
  private freeId(kind: 'table' | 'index' | 'vectorIndex' | 'placement', wished: RecordId): RecordId {
    const isFree = recordOf(this.document, wished) === undefined && !this.written.has(wished)
    return isFree ? wished : nextId(this.document, kind, this.written.keys())
  }

  private write(record: ModelRecord): void {
    this.written.set(record.id, record)
  }

  private remove(...records: readonly ModelRecord[]): void {
    for (const record of records) this.removed.set(record.id, record)
  }
}
