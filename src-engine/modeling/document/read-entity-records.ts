import { isJsonObject, jsonObject, jsonOf } from '../json/json-value.ts'
import { ATTRIBUTE_TYPES } from './attribute-types.ts'
import type {
  EntityAttribute,
  EntityRecord,
  Generator,
  PlacementRecord,
  RelationRecord,
  Volume,
} from './entity-records.ts'
import type { ObjectReader } from './object-reader.ts'
import { finish, keepRest, present } from './record-rest.ts'

const ROLES: readonly NonNullable<PlacementRecord['role']>[] = ['main', 'copy', 'unique']

export function readEntity(reader: ObjectReader): EntityRecord {
  return finish<EntityRecord>(reader, {
    kind: 'entity',
    id: reader.text('id'),
    position: reader.number('position'),
    name: reader.text('name'),
    ...present('description', reader.optionalText('description')),
    identity: reader.texts('identity'),
    attributes: reader.objects('attributes', readEntityAttribute),
    ...present('volume', reader.optionalObject('volume', readVolume)),
    ...present('color', reader.optionalNumber('color')),
  })
}

function readEntityAttribute(reader: ObjectReader): EntityAttribute {
  return keepRest(reader, {
    name: reader.text('name'),
    type: reader.oneOf('type', ATTRIBUTE_TYPES),
    ...present('optional', reader.optionalFlag('optional')),
    ...present('presence', reader.optionalNumber('presence')),
    ...present('size', reader.optionalNumber('size')),
    ...present('maxSize', reader.optionalNumber('maxSize')),
    ...present('unique', reader.optionalFlag('unique')),
    ...present('mutable', reader.optionalFlag('mutable')),
    ...present('distinct', reader.optionalNumber('distinct')),
    ...present('generator', reader.optionalObject('generator', readGenerator)),
  })
}

/** All its members belong to the generator, whichever it is. */
function readGenerator(reader: ObjectReader): Generator {
  const type = reader.text('type')
  const settings = jsonOf(reader.source)
  return Object.assign(jsonObject(), isJsonObject(settings) ? settings : {}, { type })
}

function readVolume(reader: ObjectReader): Volume {
  return keepRest(reader, {
    count: reader.number('count'),
    ...present('growth', reader.optionalNumber('growth')),
  })
}

export function readRelation(reader: ObjectReader): RelationRecord {
  return finish<RelationRecord>(reader, {
    kind: 'relation',
    id: reader.text('id'),
    position: reader.number('position'),
    ...present('name', reader.optionalText('name')),
    parentId: reader.text('parentId'),
    childId: reader.text('childId'),
    cardinality: reader.oneOf('cardinality', ['one-to-one', 'one-to-many', 'many-to-many']),
    via: reader.objects('via', pair => keepRest(pair, { parent: pair.text('parent'), child: pair.text('child') })),
    ...present('typical', reader.optionalNumber('typical')),
    ...present('most', reader.optionalNumber('most')),
    ...present('readTogether', reader.optionalNumber('readTogether')),
  })
}

export function readPlacement(reader: ObjectReader): PlacementRecord {
  return finish<PlacementRecord>(reader, {
    kind: 'placement',
    id: reader.text('id'),
    tableId: reader.text('tableId'),
    entityId: reader.text('entityId'),
    position: reader.number('position'),
    ...present('role', reader.optionalOneOf('role', ROLES)),
    ...present('name', reader.optionalText('name')),
    templates: reader.object('templates', readTemplates) ?? {},
    ...present('attributes', reader.optionalTexts('attributes')),
  })
}

function readTemplates(reader: ObjectReader): Readonly<Record<string, string>> {
  const templates = Object.create(null) as Record<string, string>
  for (const name of reader.names()) templates[name] = reader.text(name)
  return templates
}
