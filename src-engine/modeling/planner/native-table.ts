import type { KeyDefinition, KeyPart, ScalarType } from '#dynamo'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { isPlain, type Layout } from './layout.ts'
import { pluralOf } from './names-of-design.ts'
import { partitionTemplate } from './templates-of-layout.ts'

/** Attributes of a sort key of several, at most. */
const MOST_SORT_PARTS = 4

const scalar = (type: string | undefined): ScalarType => (type === 'N' || type === 'B' ? type : 'S')

/** Whether an entity alone in its table can have its own attributes as keys (rules K11, I2). */
export function isNative(document: ModelDocument, entity: EntityRecord, keys: EntityKeys): boolean {
  const { main, global, local, current } = keys
  const isKeyType = (name: string): boolean =>
    ['S', 'N', 'B'].includes(entity.attributes.find(attribute => attribute.name === name)?.type ?? '')
  const layouts = [main, ...global.flatMap(layout => layout ?? [])]
  const mostParts = isNamedInStatement(document, entity) ? 1 : MOST_SORT_PARTS
  return (
    uniqueAttributes(entity).length === 0 &&
    current === undefined &&
    (main.partition.length === 1 || !isPlain(main)) &&
    main.sort.length <= 1 &&
    layouts.every(
      ({ partition, sort }) =>
        partition.length <= mostParts &&
        Math.min(sort.length, MOST_SORT_PARTS) <= mostParts &&
        [...partition, ...sort].every(isKeyType),
    ) &&
    local.every(sort => sort === undefined || sort.every(isKeyType))
  )
}

/** PartiQL refuses a table that has an index key of several attributes (rule I2). */
function isNamedInStatement(document: ModelDocument, { name }: EntityRecord): boolean {
  return patternsOf(document).some(
    ({ operation }) => operation.type === 'partiql' && operation.statement.includes(pluralOf(name)),
  )
}

/** A key of the entity's own attributes, and what the placement has to write for it. */
export interface NativeKey {
  readonly key: KeyDefinition
  readonly templates: Readonly<Record<string, string>>
}

/** A partition that is cut, spread or holds everything is a text under a name of its own; what orders stays as it is. */
export function nativeKey(
  document: ModelDocument,
  entity: EntityRecord,
  layout: Layout,
  textName: string,
): NativeKey {
  const sort = layout.sort.slice(0, MOST_SORT_PARTS).map(name => nativePart(entity, name))
  if (isPlain(layout)) {
    return { key: { partition: layout.partition.map(name => nativePart(entity, name)), sort }, templates: {} }
  }
  const templates = { [textName]: partitionTemplate(document, entity, layout) }
  return { key: { partition: [{ name: textName, type: 'S' }], sort }, templates }
}

/** An attribute of the entity as a part of a key. */
export function nativePart({ attributes }: EntityRecord, name: string): KeyPart {
  return { name, type: scalar(attributes.find(attribute => attribute.name === name)?.type) }
}
