import { antiPatternCatalogue } from './anti-pattern-catalogue.ts'
import type { CatalogueEntry, Severity } from './catalogue-entry.ts'
import { designCatalogue } from './design-catalogue.ts'

export type { CatalogueEntry, Severity }

/**
 * Findings about records by themselves. Limits and name rules: Amazon DynamoDB Developer Guide, "Quotas" and "Naming rules and data
 * types"; index rules: API reference, CreateTable.
 */
const recordCatalogue = {
  'empty-model-name': {
    severity: 'error',
    why: 'The name is what lists, exports and the window title show.',
    fix: 'Give the model a name.',
  },
  'invalid-table-name': {
    severity: 'error',
    why: 'DynamoDB takes table names of 3 to 255 characters from A–Z, a–z, 0–9, "_", "-" and ".".',
    fix: 'Rename the table.',
  },
  'duplicate-table-name': {
    severity: 'error',
    why: 'A table name is unique in an account and Region.',
    fix: 'Rename one of the tables.',
  },
  'invalid-table-key': {
    severity: 'error',
    why: 'A table has one partition key attribute and at most one sort key attribute.',
    fix: 'Correct the key of the table.',
  },
  'invalid-key-attribute': {
    severity: 'error',
    why: 'The name of a key attribute has 1 to 255 bytes, and an attribute stands in a key once.',
    fix: 'Correct the key.',
  },
  'attribute-type-conflict': {
    severity: 'error',
    why: 'DynamoDB knows one type per attribute for all keys of a table and its indexes.',
    fix: 'Use the same type everywhere, or another attribute name.',
  },
  'duplicate-attribute': {
    severity: 'warning',
    why: 'An attribute is declared once, and key attributes are declared by the key.',
    fix: 'Remove the second declaration.',
  },
  'invalid-attribute-name': {
    severity: 'error',
    why: 'An attribute name has 1 to 65,535 bytes.',
    fix: 'Rename the attribute.',
  },
  'invalid-capacity': {
    severity: 'error',
    why: 'Provisioned capacity is a whole number of units, at least 1.',
    fix: 'Correct the capacity, or choose on-demand.',
  },
  'invalid-auto-scaling': {
    severity: 'error',
    why: 'Auto scaling needs whole numbers with 1 ≤ minimum ≤ maximum and a target of 20 to 90 per cent.',
    fix: 'Correct the auto scaling settings, or turn auto scaling off.',
  },
  'invalid-time-to-live': {
    severity: 'error',
    why: 'The name of the time-to-live attribute has 1 to 255 bytes.',
    fix: 'Name another attribute, or turn time to live off.',
  },
  'time-to-live-type': {
    severity: 'warning',
    why: 'Time to live reads a number of seconds since 1970; items with another type in this attribute never expire.',
    fix: 'Declare the attribute as N and store seconds in it.',
  },
  'invalid-tag': {
    severity: 'error',
    why: 'A table has at most 50 tags; keys have 1 to 128 characters and do not begin with "aws:", values up to 256.',
    fix: 'Correct the tag.',
  },
  'invalid-index-name': {
    severity: 'error',
    why: 'DynamoDB takes index names of 3 to 255 characters from A–Z, a–z, 0–9, "_", "-" and ".".',
    fix: 'Rename the index.',
  },
  'duplicate-index-name': {
    severity: 'error',
    why: 'An index name is unique in its table.',
    fix: 'Rename one of the indexes.',
  },
  'invalid-index-key': {
    severity: 'error',
    why: 'A global index has 1 to 4 partition and up to 4 sort attributes; a local one has the partition key of its table and one sort attribute.',
    fix: 'Correct the key of the index.',
  },
  'too-many-indexes': {
    severity: 'error',
    why: 'A table has at most 20 global and 5 local indexes.',
    fix: 'Remove an index; several uses can share one with overloaded keys.',
  },
  'invalid-projection': {
    severity: 'error',
    why: 'INCLUDE names 1 to 20 attributes, each once, and all indexes of a table together at most 100.',
    fix: 'Correct the list, or project ALL or KEYS_ONLY.',
  },
  'projection-names-keys': {
    severity: 'info',
    why: 'Key attributes of the table and of the index are always projected.',
    fix: 'Remove them from the list; exports leave them out.',
  },
  'empty-facet-name': {
    severity: 'error',
    why: 'A facet is found by its name.',
    fix: 'Give the facet a name.',
  },
  'duplicate-facet-name': {
    severity: 'error',
    why: 'Facet names are unique in a model.',
    fix: 'Rename one of the facets.',
  },
  'undeclared-facet-attribute': {
    severity: 'warning',
    why: 'A facet shows attributes of its table; NoSQL Workbench refuses one that the table does not declare.',
    fix: 'Declare the attribute, or take it out of the facet.',
  },
  'invalid-item': {
    severity: 'error',
    why: 'The value is not DynamoDB JSON.',
    fix: 'Correct the value.',
  },
  'missing-key-attribute': {
    severity: 'error',
    why: 'Every item has all attributes of the primary key of its table.',
    fix: 'Give the item a value for the attribute.',
  },
  'wrong-key-type': {
    severity: 'error',
    why: 'A key attribute has the type that the key declares.',
    fix: 'Correct the value, or change the type in the key.',
  },
  'empty-key-value': {
    severity: 'error',
    why: 'DynamoDB refuses an empty text or binary value in the primary key.',
    fix: 'Give the attribute a value.',
  },
  'key-too-long': {
    severity: 'error',
    why: 'A partition key value has at most 2048 bytes, a sort key value 1024.',
    fix: 'Shorten the value.',
  },
  'empty-index-key': {
    severity: 'error',
    why: 'DynamoDB refuses an empty text or binary value in the key of an index. An item without the attribute is simply not in the index.',
    fix: 'Give the attribute a value, or remove it from the item.',
  },
  'wrong-index-key-type': {
    severity: 'error',
    why: 'DynamoDB refuses an item in which the key attribute of an index has another type than declared.',
    fix: 'Correct the value, or remove the attribute from the item.',
  },
  'duplicate-primary-key': {
    severity: 'error',
    why: 'A table holds one item per primary key: written one after the other, the last one stays.',
    fix: 'Change the key of one of the items, or remove it.',
  },
  'attribute-type-differs': {
    severity: 'warning',
    why: 'One attribute name has one declared type in a table. DynamoDB would store the item; readers may not expect it.',
    fix: 'Correct the value, or change the declaration.',
  },
  'undeclared-attribute': {
    severity: 'info',
    why: 'DynamoDB would store it. A name that is not declared is often misspelt.',
    fix: 'Declare the attribute, or correct its name.',
  },
  'item-too-large': {
    severity: 'error',
    why: 'An item has at most 400 KB, attribute names included.',
    fix: 'Shorten the item, or split it.',
  },
  'no-sample-items': {
    severity: 'info',
    why: 'Sample items show whether keys and facets work.',
    fix: 'Add a few items.',
  },
  'unknown-record': {
    severity: 'error',
    why: 'The edit names a record that is not in the model.',
    fix: 'Choose an existing one; it may have been removed meanwhile.',
  },
  'attribute-in-use': {
    severity: 'error',
    why: 'The attribute is used where the edit cannot follow.',
    fix: 'Choose another name, or change the use first.',
  },
  'id-in-use': {
    severity: 'error',
    why: 'An id names one record.',
    fix: 'Leave the id out; a free one is chosen.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>

/** Every finding there is. */
export const catalogue = { ...recordCatalogue, ...designCatalogue, ...antiPatternCatalogue }

export type DiagnosticCode = keyof typeof catalogue
