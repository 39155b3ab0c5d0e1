import { keyParts, utf8Length } from '#dynamo'
import { valueSize } from '../../access-patterns/typical-size.ts'
import type {
  EntityAttribute,
  EntityRecord,
  Json,
  KeyDefinition,
  ModelDocument,
  TableRecord,
} from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { present } from '../../document/record-rest.ts'
import { isJsonList, isJsonObject, jsonMember } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { hollow, listOf, numberOf, targetNamed, textOf } from './members.ts'
import { readAttributeOf, readSkillKey, readSkillProjection, type TypesByName, typesOf } from './read-skill-key.ts'
import { readSkillPattern } from './read-skill-pattern.ts'
import { RecordMaker } from './record-maker.ts'
import { writeSkill } from './write-skill.ts'

const CHILDREN = ['entities', 'gsis', 'lsis']

/** The records of a data model that has passed `checkSkillModel`. */
export function readSkillModel(root: Json, place: ImportPlace): ModelDocument {
  const maker = new RecordMaker()
  const tables = new Map<string, TableRecord>()
  maker.add(
    { kind: 'model', id: 'model', position: 0, name: 'Imported model' },
    hollow(root, ['tables', 'access_patterns']),
  )
  for (const json of listOf(root, 'tables')) {
    const table = readTable(json, maker, place)
    if (tables.has(table.name)) place.note('warning', `The table "${table.name}" stands in the file twice`)
    else tables.set(table.name, table)
  }
  const document = documentOf(maker.records)
  listOf(root, 'access_patterns').forEach((json, at) => {
    const patternPlace = place.in(`access pattern ${textOf(json, 'pattern_id') ?? at + 1}`)
    const target = targetNamed(document, tables, json)
    maker.add({ ...maker.next('pattern'), ...readSkillPattern(document, json, target, patternPlace) }, json)
  })
  return maker.finish('skill', model => writeSkill(model).pieces)
}

function readTable(json: Json, maker: RecordMaker, model: ImportPlace): TableRecord {
  const name = textOf(json, 'table_name') ?? ''
  const types = typesOf(json)
  const tableClass = jsonMember(json, 'table_class')
  const table = maker.add<TableRecord>(
    {
      kind: 'table',
      ...maker.next('table'),
      name,
      key: readSkillKey(jsonMember(json, 'key_schema'), types),
      attributes: [],
      ...(tableClass === 'STANDARD' || tableClass === 'STANDARD_INFREQUENT_ACCESS' ? { tableClass } : {}),
    },
    hollow(json, CHILDREN),
  )
  const place = model.in(`table "${name}"`)
  if (jsonMember(json, 'global_tables') === true) {
    place.note('info', 'Replicas of global tables are not part of a model; the mark is kept for the way back')
  }
  const keys: KeyDefinition[] = []
  for (const [list, indexKind] of [
    ['lsis', 'LSI'],
    ['gsis', 'GSI'],
  ] as const) {
    for (const index of listOf(json, list)) {
      const own = readSkillKey(index, types)
      const key = indexKind === 'LSI' ? { partition: table.key.partition, sort: own.sort } : own
      keys.push(key)
      maker.add(
        {
          kind: 'index',
          ...maker.next('index'),
          tableId: table.id,
          indexKind,
          name: textOf(index, 'index_name') ?? '',
          key,
          projection: readSkillProjection(jsonMember(index, 'projection')),
        },
        index,
      )
    }
  }
  readEntities(json, table, keys, types, maker, place)
  return table
}

/** A table without entities gets one; an index key that no entity declares belongs to each of them. */
function readEntities(
  json: Json,
  table: TableRecord,
  indexKeys: readonly KeyDefinition[],
  types: TypesByName,
  maker: RecordMaker,
  place: ImportPlace,
): void {
  const said = listOf(json, 'entities')
  const declared = new Set(said.flatMap(attributesIn).map(({ name }) => name))
  const unclaimed = indexKeys.flatMap(keyParts).filter(({ name }) => !declared.has(name))
  for (const entity of said.length === 0 ? [undefined] : said) {
    const own = new Map<string, EntityAttribute>()
    for (const { name, type } of keyParts(table.key)) own.set(name, { name, type })
    for (const { name, type } of entity === undefined ? [] : attributesIn(entity)) {
      if (own.has(name)) continue
      own.set(name, { name, type: types.get(name) === undefined ? 'S' : (type ?? types.get(name) ?? 'S') })
    }
    for (const { name, type } of unclaimed) if (!own.has(name)) own.set(name, { name, type })
    const bytes = numberOf(entity, 'estimated_item_size_bytes')
    const identity = [...new Set(keyParts(table.key).map(({ name }) => name))]
    const attributes = bytes === undefined ? [...own.values()] : sized([...own.values()], identity, bytes)
    if (attributes === undefined) {
      const message = `The size of ${textOf(entity, 'entity_name')} cannot be spread: it has no attributes beside its key`
      place.note('warning', message, { fix: 'Add the attributes of the entity.' })
    }
    const count = numberOf(entity, 'estimated_item_count')
    const record: EntityRecord = maker.add(
      {
        kind: 'entity',
        ...maker.next('entity'),
        name: textOf(entity, 'entity_name') ?? table.name,
        identity,
        attributes: attributes ?? [...own.values()],
        ...present('volume', count === undefined ? undefined : { count }),
      },
      // One that the file does not have is written as nothing for as long as it stays as it is.
      entity ?? {},
    )
    maker.add({
      kind: 'placement',
      ...maker.next('placement'),
      tableId: table.id,
      entityId: record.id,
      templates: {},
    } as const)
  }
}

function attributesIn(
  entity: Json,
): readonly { readonly name: string; readonly type: EntityAttribute['type'] | undefined }[] {
  const list = jsonMember(entity, 'attributes')
  if (list === undefined || !(isJsonList(list) || isJsonObject(list))) return []
  const types = typesOf({ attributes: list })
  const names = isJsonList(list) ? list.map(each => readAttributeOf(each).name) : Object.keys(list)
  return names.flatMap(name => (name === undefined ? [] : [{ name, type: types.get(name) }]))
}

/** Types whose values can be of any size. */
const ELASTIC: ReadonlySet<string> = new Set(['S', 'B', 'L', 'M'])

/** The attributes with sizes that add up to the item's; what is over or missing is the elastic ones' in equal parts. */
function sized(
  attributes: readonly EntityAttribute[],
  identity: readonly string[],
  bytes: number,
): readonly EntityAttribute[] | undefined {
  const typical = attributes.reduce((sum, each) => sum + utf8Length(each.name) + valueSize(each), 0)
  if (Math.ceil(typical) === bytes) return attributes
  const elastic = attributes.filter(({ name, type }) => ELASTIC.has(type) && !identity.includes(name))
  const fixed = attributes
    .filter(each => !elastic.includes(each))
    .reduce((sum, each) => sum + utf8Length(each.name) + valueSize(each), 0)
  const names = elastic.reduce((sum, { name }) => sum + utf8Length(name), 0)
  if (elastic.length === 0) return undefined
  let left = Math.max(elastic.length, Math.round(bytes - fixed - names))
  let holders = elastic.length
  return attributes.map(each => {
    if (!elastic.includes(each)) return each
    const size = Math.floor(left / holders)
    left -= size
    holders--
    return { ...each, size }
  })
}
