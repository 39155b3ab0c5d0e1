import type { RecordKind } from './model-document.ts'

/**
 * The Facet model file, `name.facet.json`:
 *
 *     { "format": "facet-model", "version": 1, "name": …, "author": …, "description": …, "records": [ … ] }
 *
 * The envelope's members are the model record. `records` holds the other records: entities, relations and patterns first, then
 * the tables, each followed by its indexes, placements, facets and items in order. Members nobody knows are kept wherever they stand; records of an unknown
 * kind are kept in the model record's `unknown.records`.
 */
export const FILE_FORMAT = 'facet-model'

/** The version this code writes. A file of a lower one is migrated, of a higher one refused. */
export const FILE_VERSION = 1

/** The members of each kind in the order in which they are written; the model's stand in the envelope. */
export const MEMBERS = {
  model: ['name', 'author', 'description', 'region', 'position', 'foreign'],
  table: [
    'kind',
    'id',
    'position',
    'name',
    'key',
    'attributes',
    'billing',
    'tableClass',
    'stream',
    'timeToLive',
    'deletionProtection',
    'pointInTimeRecovery',
    'encryption',
    'tags',
    'foreign',
  ],
  index: ['kind', 'id', 'tableId', 'position', 'indexKind', 'name', 'key', 'projection', 'foreign'],
  vectorIndex: [
    'kind',
    'id',
    'tableId',
    'position',
    'name',
    'attribute',
    'dimensions',
    'distance',
    'partition',
    'filters',
    'projection',
    'foreign',
  ],
  facet: [
    'kind',
    'id',
    'tableId',
    'indexId',
    'position',
    'name',
    'partitionKeyAlias',
    'sortKeyAlias',
    'attributes',
    'foreign',
  ],
  item: ['kind', 'id', 'tableId', 'facetId', 'placementId', 'position', 'item', 'foreign'],
  entity: ['kind', 'id', 'position', 'name', 'description', 'identity', 'attributes', 'volume', 'color', 'foreign'],
  relation: [
    'kind',
    'id',
    'position',
    'name',
    'parentId',
    'childId',
    'cardinality',
    'via',
    'typical',
    'most',
    'readTogether',
    'foreign',
  ],
  placement: ['kind', 'id', 'tableId', 'entityId', 'position', 'role', 'name', 'templates', 'attributes', 'foreign'],
  pattern: ['kind', 'id', 'position', 'name', 'description', 'actor', 'operation', 'rate', 'servedBy', 'foreign'],
} as const satisfies Readonly<Record<RecordKind, readonly string[]>>
