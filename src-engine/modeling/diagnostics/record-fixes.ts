import { type AttributeType, attributeOf, keyParts, typeOf } from '#dynamo'
import type { EntityRecord, IndexRecord, ModelDocument, PatternRecord } from '../document/model-document.ts'
import { itemsOfTable, placementsOfEntity, recordOf, recordOfKind } from '../document/queries.ts'
import type { Diagnostic, QuickFix } from './diagnostic.ts'

/**
 * Edits that take a finding away: those that the finding itself names, and those that follow from its record. Made when
 * they are asked for: of thousands of findings somebody opens one.
 */
export function fixesOf(document: ModelDocument, finding: Diagnostic): readonly QuickFix[] {
  return [...(finding.fixes ?? []), ...fixesOfRecord(document, finding)]
}

function fixesOfRecord(document: ModelDocument, { code, recordId, attribute = '' }: Diagnostic): readonly QuickFix[] {
  const record = recordOf(document, recordId)
  switch (record?.kind) {
    case 'item': {
      const value = attributeOf(record.item, attribute)
      const type = value === undefined ? undefined : typeOf(value)
      if (code === 'duplicate-primary-key') return [fix('Remove the item', 'remove-items', { itemIds: [recordId] })]
      if ((code === 'undeclared-attribute' || code === 'attribute-type-differs') && type !== undefined)
        return [declare(record.tableId, attribute, type)]
      if (code === 'time-to-live-value' && value !== undefined && 'N' in value) {
        const seconds = { N: String(Math.floor(Number(value.N) / 1_000)) }
        return [fix('Store seconds', 'change-item-attribute', { itemId: recordId, name: attribute, value: seconds })]
      }
      const isSparse = code === 'empty-index-key' || code === 'wrong-index-key-type' || code === 'time-to-live-value'
      if (!isSparse) return []
      const args = { itemId: recordId, name: attribute, value: null }
      return [fix(`Remove "${attribute}" from the item`, 'change-item-attribute', args)]
    }
    case 'facet': {
      if (code !== 'undeclared-facet-attribute') return []
      const values = itemsOfTable(document, record.tableId).flatMap(({ item }) => attributeOf(item, attribute) ?? [])
      const [value] = values
      const attributes = record.attributes.filter(name => name !== attribute)
      return [
        declare(record.tableId, attribute, value === undefined ? 'S' : typeOf(value)),
        fix(`Take "${attribute}" out of ${record.name}`, 'change-facet', { facetId: recordId, attributes }),
      ]
    }
    case 'index':
      return code === 'projection-names-keys' ? withoutKeys(document, record) : []
    case 'table':
      if (code === 'time-to-live-type') return [declare(recordId, attribute, 'N')]
      if (code === 'invalid-time-to-live')
        return [fix('Turn time to live off', 'change-table-settings', { tableId: recordId, timeToLive: null })]
      if (code === 'invalid-capacity' || code === 'invalid-auto-scaling' || code === 'provisioned-too-low') {
        const args = { tableId: recordId, billing: { mode: 'PAY_PER_REQUEST' } }
        return [fix('Bill on demand', 'change-table-settings', args)]
      }
      return []
    case 'entity':
      return fixesOfEntity(document, record, code, attribute)
    case 'pattern':
      if (code === 'dangling-reference')
        return [fix('Remove the access pattern', 'remove-patterns', { patternIds: [recordId] })]
      return code === 'expired-items-read' ? unexpired(record, attribute) : []
    case 'relation':
      return code === 'dangling-reference'
        ? [fix('Remove the relation', 'remove-relation', { relationId: recordId })]
        : []
    case 'placement':
      return code === 'dangling-reference'
        ? [fix('Remove its keys', 'remove-placement', { placementId: recordId })]
        : []
    case 'model':
    case 'vectorIndex':
    case undefined:
      return []
  }
}

function fixesOfEntity(
  document: ModelDocument,
  entity: EntityRecord,
  code: Diagnostic['code'],
  attribute: string,
): readonly QuickFix[] {
  const change = (title: string, attributes: EntityRecord['attributes']): readonly QuickFix[] => [
    fix(title, 'change-entity', { entityId: entity.id, attributes }),
  ]
  switch (code) {
    case 'unknown-generator':
      return change(
        'Make values by name and type',
        entity.attributes.map(one => {
          const { generator: _unknown, ...rest } = one
          return one.name === attribute ? rest : one
        }),
      )
    case 'duplicate-entity-attribute': {
      const last = entity.attributes.findLastIndex(({ name }) => name === attribute)
      return change(
        'Remove the second',
        entity.attributes.filter((_one, at) => at !== last),
      )
    }
    case 'unique-not-kept':
      return siblingItem(document, entity, attribute)
    default:
      return []
  }
}

/** An item under the value itself, where the keys of the table take text. */
function siblingItem(document: ModelDocument, entity: EntityRecord, attribute: string): readonly QuickFix[] {
  const main = placementsOfEntity(document, entity.id).find(({ role }) => (role ?? 'main') === 'main')
  const table = main && recordOfKind(document, 'table', main.tableId)
  if (table === undefined || keyParts(table.key).some(({ type }) => type !== 'S')) return []
  const prefix = attribute.replaceAll(/[^A-Za-z0-9]+/g, '-').toUpperCase()
  const templates: Record<string, string> = {}
  for (const { name } of table.key.partition) templates[name] = `${prefix}#{${attribute}}`
  for (const { name } of table.key.sort) templates[name] = `#${prefix}`
  const args = {
    tableId: table.id,
    entityId: entity.id,
    role: 'unique',
    name: `by ${attribute}`,
    templates,
    attributes: entity.identity,
  }
  return [fix(`Add an item that keeps "${attribute}" unique`, 'add-placement', args)]
}

function withoutKeys(document: ModelDocument, { id, tableId, key, projection }: IndexRecord): readonly QuickFix[] {
  const table = recordOfKind(document, 'table', tableId)
  if (projection.type !== 'INCLUDE' || table === undefined) return []
  const keys = new Set([...keyParts(table.key), ...keyParts(key)].map(({ name }) => name))
  const attributes = projection.attributes.filter(name => !keys.has(name))
  const cleared = attributes.length === 0 ? { type: 'KEYS_ONLY' } : { type: 'INCLUDE', attributes }
  return [fix('Take the keys out of the list', 'change-index', { indexId: id, projection: cleared })]
}

function unexpired({ id, operation }: PatternRecord, attribute: string): readonly QuickFix[] {
  if (operation.type !== 'query') return []
  const where = [...(operation.where ?? []), { attribute, is: '>' }]
  return [fix(`Filter by "${attribute}"`, 'change-pattern', { patternId: id, operation: { ...operation, where } })]
}

function declare(tableId: string, name: string, type: AttributeType): QuickFix {
  return fix(`Declare "${name}" as ${type}`, 'declare-attribute', { tableId, name, type })
}

function fix(title: string, command: string, args: QuickFix['args']): QuickFix {
  return { title, command, args }
}
