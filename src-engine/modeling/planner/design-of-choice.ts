import { GSIS_PER_TABLE, type KeyPart, type Projection } from '#dynamo'
import type {
  EntityRecord,
  IndexRecord,
  ModelDocument,
  PlacementRecord,
  RecordId,
  TableRecord,
} from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { nextId } from '../document/record-id.ts'
import { printTemplate } from '../templates/print-template.ts'
import type { CandidateDesign } from './candidate.ts'
import { type DesignChoice, type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { apartIn } from './group-entities.ts'
import type { Layout } from './layout.ts'
import { indexName, pascal, pluralOf, tableName } from './names-of-design.ts'
import { isNative, nativeKey, nativePart } from './native-table.ts'
import { partitionTemplate, prefixOf, sortTemplate } from './templates-of-layout.ts'
import { vectorIndexesFor } from './vector-indexes.ts'

/** The records of a choice. Ids are the next free ones of the model, in a fixed order. */
export function designOf(document: ModelDocument, choice: DesignChoice): CandidateDesign {
  const builder = new DesignBuilder(document)
  for (const entityIds of choice.tables) builder.addTable(entityIds, choice.keys, choice.tables.length === 1)
  const { design } = builder
  const vectorIndexes = vectorIndexesFor(document, design.tables, design.placements)
  return vectorIndexes.length === 0 ? design : { ...design, vectorIndexes }
}

class DesignBuilder {
  readonly design: { tables: TableRecord[]; indexes: IndexRecord[]; placements: PlacementRecord[] } = {
    tables: [],
    indexes: [],
    placements: [],
  }
  private readonly document: ModelDocument
  /** The number of the next free id, by kind. */
  private readonly free = new Map<string, number>()
  private readonly names = new Set<string>()

  constructor(document: ModelDocument) {
    this.document = document
  }

  private id(kind: 'table' | 'index' | 'placement'): RecordId {
    const next = this.free.get(kind) ?? Number(nextId(this.document, kind).slice(kind.length + 1))
    this.free.set(kind, next + 1)
    return `${kind}-${next}`
  }

  addTable(entityIds: readonly RecordId[], keys: DesignChoice['keys'], isOnly: boolean): void {
    const entities = entityIds.flatMap(id => recordOfKind(this.document, 'entity', id) ?? [])
    const [only] = entities
    const own = only === undefined ? undefined : keys.get(only.id)
    const isPlain =
      entities.length === 1 && own !== undefined && only !== undefined && isNative(this.document, only, own)
    if (isPlain) this.addPlainTable(only, own)
    else if (entities.length > 0) this.addOverloadedTable(entities, keys, isOnly)
  }

  /** A table of one entity, whose key attributes are the entity's own (rule K11), with keys of several attributes (I2). */
  private addPlainTable(entity: EntityRecord, keys: EntityKeys): void {
    const main = nativeKey(this.document, entity, keys.main, 'PK')
    const table = this.table(pluralOf(entity.name), main.key)
    const templates = { ...main.templates }
    keys.global.forEach((layout, at) => {
      if (layout === undefined) return
      const native = nativeKey(this.document, entity, layout, `GSI${at + 1}PK`)
      Object.assign(templates, native.templates)
      this.index(table, 'GSI', indexName(layout), native.key)
    })
    keys.local.forEach(sort => {
      const [name] = sort ?? []
      if (name === undefined) return
      const key = { partition: table.key.partition, sort: [nativePart(entity, name)] }
      this.index(table, 'LSI', `By${pascal(name)}`, key)
    })
    this.placement(table, entity, templates)
  }

  /** A table of several entities: keys hold templates, indexes are shared by number (rules T2, I4). */
  private addOverloadedTable(entities: readonly EntityRecord[], keys: DesignChoice['keys'], isOnly: boolean): void {
    const text = (name: string): KeyPart => ({ name, type: 'S' })
    const table = this.table(tableName(this.document, entities, isOnly), {
      partition: [text('PK')],
      sort: [text('SK')],
    })
    const all = entities.flatMap(({ id }) => keys.get(id) ?? [])
    const globals = Math.min(GSIS_PER_TABLE, Math.max(0, ...all.map(({ global }) => global.length)))
    for (let at = 0; at < globals; at++) {
      const name = `GSI${at + 1}`
      this.index(table, 'GSI', name, { partition: [text(`${name}PK`)], sort: [text(`${name}SK`)] })
    }
    const locals = Math.max(0, ...all.map(({ local }) => local.length))
    for (let at = 0; at < locals; at++) {
      const name = `LSI${at + 1}`
      this.index(table, 'LSI', name, { partition: [text('PK')], sort: [text(`${name}SK`)] })
    }
    const written = this.templatesOf(entities, keys)
    for (const entity of entities) {
      const templates = written.get(entity.id)
      if (templates === undefined) continue
      this.placement(table, entity, templates)
      this.addCurrentItem(table, entity, keys.get(entity.id)?.current)
      this.addUniqueItems(table, entity)
    }
  }

  /** Templates of entities that share a table. What would lie in the way of a joint read gets partitions of its own. */
  private templatesOf(
    entities: readonly EntityRecord[],
    keys: DesignChoice['keys'],
  ): ReadonlyMap<RecordId, Readonly<Record<string, string>>> {
    const written = new Map<RecordId, Record<string, string>>()
    for (const entity of entities) {
      const own = keys.get(entity.id)
      if (own !== undefined) written.set(entity.id, this.templates(entity, own))
    }
    const names = new Set([...written.values()].flatMap(templates => Object.keys(templates)))
    for (const name of names) {
      if (!name.endsWith('PK')) continue
      const partitions = new Map(
        [...written].flatMap(([id, { [name]: text }]) => (text === undefined ? [] : [[id, text]])),
      )
      for (const [id, apartFrom] of apartIn(this.document, partitions)) {
        const templates = written.get(id)
        const text = partitions.get(id)
        const group = recordOfKind(this.document, 'entity', apartFrom)
        if (templates !== undefined && group !== undefined) templates[name] = `${text}#${prefixOf(group.name)}`
      }
    }
    return written
  }

  private templates(entity: EntityRecord, { main, global, local }: EntityKeys): Record<string, string> {
    const templates: Record<string, string> = {
      PK: partitionTemplate(this.document, entity, main),
      SK: sortTemplate(entity, main),
    }
    global.forEach((layout, at) => {
      if (layout === undefined) return
      templates[`GSI${at + 1}PK`] = partitionTemplate(this.document, entity, layout)
      templates[`GSI${at + 1}SK`] = sortTemplate(entity, layout)
    })
    local.forEach((sort, at) => {
      if (sort !== undefined) templates[`LSI${at + 1}SK`] = sortTemplate(entity, { partition: [], sort })
    })
    return templates
  }

  /** A copy of the newest version, which every put overwrites: it sorts before all versions (rule K5). */
  private addCurrentItem(table: TableRecord, entity: EntityRecord, layout: Layout | undefined): void {
    if (layout === undefined) return
    const templates = {
      PK: partitionTemplate(this.document, entity, layout),
      SK: sortTemplate(entity, layout),
    }
    this.placement(table, entity, templates, { role: 'copy', name: 'current' })
  }

  /** A sibling item for each unique attribute (rule K6). It holds the identity, which leads to the item. */
  private addUniqueItems(table: TableRecord, entity: EntityRecord): void {
    for (const { name } of uniqueAttributes(entity)) {
      const templates = {
        PK: printTemplate({
          parts: [
            { kind: 'text', text: `${prefixOf(entity.name)}_${prefixOf(name)}#` },
            { kind: 'attribute', name },
          ],
        }),
        SK: `#${prefixOf(name)}`,
      }
      const held = this.attributesForMain(table, entity)
      this.placement(table, entity, templates, { role: 'unique', name: `by ${name}`, attributes: held })
    }
  }

  /** What the main item's key is made of: a unique item that holds it leads there with one more read. */
  private attributesForMain(table: TableRecord, entity: EntityRecord): readonly string[] {
    const main = this.design.placements.find(
      ({ tableId, entityId }) => tableId === table.id && entityId === entity.id,
    )
    const named = Object.entries(main?.templates ?? {}).flatMap(([name, text]) =>
      name === 'PK' || name === 'SK' ? [text] : [],
    )
    return entity.attributes
      .map(({ name }) => name)
      .filter(
        name =>
          entity.identity.includes(name) ||
          named.some(text => text.includes(`{${name}}`) || text.includes(`{${name}|`)),
      )
  }

  private table(wished: string, key: TableRecord['key']): TableRecord {
    let name = wished
    for (let at = 2; this.names.has(name); at++) name = `${wished}${at}`
    this.names.add(name)
    const position = this.design.tables.length + 1
    const table: TableRecord = { kind: 'table', id: this.id('table'), position, name, key, attributes: [] }
    this.design.tables.push(table)
    return table
  }

  private index(table: TableRecord, indexKind: 'GSI' | 'LSI', wished: string, key: IndexRecord['key']): void {
    const siblings = this.design.indexes.filter(({ tableId }) => tableId === table.id)
    let name = wished
    for (let at = 2; siblings.some(sibling => sibling.name === name); at++) name = `${wished}${at}`
    this.design.indexes.push({
      kind: 'index',
      id: this.id('index'),
      tableId: table.id,
      position: siblings.length + 1,
      indexKind,
      name,
      key,
      projection: { type: 'ALL' } satisfies Projection,
    })
  }

  private placement(
    table: TableRecord,
    entity: EntityRecord,
    templates: Readonly<Record<string, string>>,
    about: Partial<PlacementRecord> = {},
  ): void {
    this.design.placements.push({
      kind: 'placement',
      id: this.id('placement'),
      tableId: table.id,
      entityId: entity.id,
      position: this.design.placements.filter(({ tableId }) => tableId === table.id).length + 1,
      templates,
      ...about,
    })
  }
}
