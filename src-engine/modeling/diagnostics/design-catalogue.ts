import type { CatalogueEntry } from './catalogue-entry.ts'

/**
 * One list, longer than other files: findings about a design: what its patterns ask, cost and heat. `rule` is the design rule behind a finding
 * (docs/design-rules.md); the limits are those of the Developer Guide, "Quotas".
 */
export const designCatalogue = {
  'duplicate-entity-name': {
    severity: 'error',
    why: 'Patterns and keys speak of entities by name.',
    fix: 'Rename one of the entities.',
  },
  'no-identity': {
    severity: 'warning',
    why: 'Without an identity nothing tells two items of the entity apart: no key can be made of it.',
    fix: 'Name the attributes that identify it.',
    rule: 'P3',
  },
  'unknown-attribute': {
    severity: 'error',
    why: 'What is named has to be an attribute of the entity.',
    fix: 'Name an attribute that the entity has, or add it.',
  },
  'duplicate-entity-attribute': {
    severity: 'error',
    why: 'An item has an attribute once.',
    fix: 'Rename or remove one of the two.',
  },
  'unknown-generator': {
    severity: 'warning',
    why: 'Sample values are made by a generator that this version does not have.',
    fix: 'Choose another generator.',
  },
  'item-outgrows-limit': {
    severity: 'error',
    why: 'An item has at most 400 KB, names of attributes included.',
    fix: 'Move the large part to items of its own, or to object storage.',
    rule: 'T9',
  },
  'large-item': {
    severity: 'warning',
    why: 'Every write of an item is billed by its whole size, 1 KB a unit.',
    fix: 'Split off the large or seldom read part, compress it, or move it to object storage.',
    rule: 'T8',
  },
  'unbounded-list': {
    severity: 'warning',
    why: 'A list that grows inside an item is read and rewritten whole, until the item reaches 400 KB.',
    fix: 'Store the elements as items of their own in the same collection.',
    rule: 'T1',
  },
  'dangling-reference': {
    severity: 'error',
    why: 'It names a record that is not there.',
    fix: 'Name another one, or remove it.',
  },
  'collection-outgrows-limit': {
    severity: 'warning',
    why: 'With a local index the items of one partition key have at most 10 GB, entries included.',
    fix: 'Use a global index, or a partition key that divides the collection.',
    rule: 'I1',
  },
  'invalid-template': {
    severity: 'error',
    why: 'The text is no key template, so no key can be made of it.',
    fix: 'Correct the template at the place that is named.',
  },
  'placement-without-key': {
    severity: 'error',
    why: 'Every item has all key attributes of its table.',
    fix: 'Give the attribute a template.',
  },
  'template-type-clash': {
    severity: 'error',
    why: 'A template of text and attributes makes text; the key attribute has another type.',
    fix: 'Use the attribute alone, or make the key attribute a string.',
    rule: 'K15',
  },
  'unpadded-number': {
    severity: 'warning',
    why: 'Numbers inside a text order as text: 10 stands before 9.',
    fix: 'Give it a fixed width: {name|pad:10}.',
    rule: 'K10',
  },
  'templates-collide': {
    severity: 'error',
    why: 'Items of both can have the same primary key: one would replace the other.',
    fix: 'Tell the keys apart by a prefix.',
    rule: 'K3',
  },
  'mutable-key': {
    severity: 'warning',
    why: 'A key cannot change: the item is deleted and put anew, on every index too.',
    fix: 'Key by what stays as it is.',
    rule: 'K13',
  },
  'several-main-placements': {
    severity: 'error',
    why: 'An entity has one main placement; the others are copies or unique items.',
    fix: 'Make one of them a copy.',
  },
  'unique-not-kept': {
    severity: 'warning',
    why: 'DynamoDB keeps only primary keys unique.',
    fix: 'Add a sibling item under the value, written in the same transaction.',
    rule: 'K6',
  },
  'unused-index': {
    severity: 'warning',
    why: 'An index is written and stored whether or not anything reads it.',
    fix: 'Remove the index, or add the pattern that it is for.',
    rule: 'I12',
  },
  'unused-projection': {
    severity: 'info',
    why: 'Attributes that nobody reads from the index are stored and rewritten there.',
    fix: 'Project only what is read.',
    rule: 'I5',
  },
  'index-repeats-partition': {
    severity: 'info',
    why: 'The index has the partition key of its table: another sort key there, or a local index, may do.',
    fix: 'Order the items in the table, or use a local index.',
    rule: 'I1',
  },
  'wide-projection': {
    severity: 'warning',
    why: 'Large items are written whole to the index with every change.',
    fix: 'Project the keys, or the few attributes that lists show.',
    rule: 'I5',
  },
  'index-per-lookup': {
    severity: 'info',
    why: 'Many indexes that each find one item are a relational design.',
    fix: 'Use sibling items or overload an index.',
    rule: 'I4',
  },
  'pattern-not-served': {
    severity: 'warning',
    why: 'Nothing in the design answers it.',
    fix: 'Plan it, add an index, or place the entity.',
    rule: 'P1',
  },
  'pattern-scans': {
    severity: 'warning',
    why: 'A Scan reads everything and is billed for it, however little it answers.',
    fix: 'Give it a key: an index, or another sort key.',
    rule: 'Q1',
  },
  'pattern-filters': {
    severity: 'warning',
    why: 'What a filter drops has been read and is billed.',
    fix: 'Make the condition part of a key, or use a sparse index.',
    rule: 'Q2',
  },
  'no-rate': {
    severity: 'info',
    why: 'Without a rate the pattern costs nothing and heats nothing in the figures.',
    fix: 'Estimate the calls per second.',
    rule: 'P2',
  },
  'unbounded-query': {
    severity: 'warning',
    why: 'A page holds 1 MB: the answer takes several requests and grows for ever.',
    fix: 'Give it a limit, or a range.',
    rule: 'Q3',
  },
  'second-lookup': {
    severity: 'warning',
    why: 'Each item of the list is read again, one by one.',
    fix: 'Project what the list shows.',
    rule: 'I5',
  },
  'update-creates': {
    severity: 'info',
    why: 'UpdateItem creates the item when there is none.',
    fix: 'Demand that it exists.',
    rule: 'W1',
  },
  'put-replaces': {
    severity: 'info',
    why: 'PutItem replaces an item with the same key without a word.',
    fix: 'Demand that it is absent.',
    rule: 'W2',
  },
  'lost-update': {
    severity: 'warning',
    why: 'Between the read and the write somebody else may have written.',
    fix: 'Demand in the write that what was read is unchanged.',
    rule: 'K7',
  },
  'large-transaction': {
    severity: 'warning',
    why: 'Large transactions conflict more often, and each item costs twice.',
    fix: 'Split it, or keep together only what has to be.',
    rule: 'W3',
  },
  'single-item-transaction': {
    severity: 'info',
    why: 'A single write is atomic by itself; in a transaction it costs twice.',
    fix: 'Use a conditional write.',
    rule: 'W3',
  },
  'hot-key': {
    severity: 'warning',
    why: 'One partition serves 1,000 write units and 3,000 read units a second; what is above is throttled.',
    fix: 'Spread the key over shards, or key by something with more values.',
    rule: 'H1',
  },
  'warm-key': {
    severity: 'info',
    why: 'Above half of what one partition serves, a peak may be throttled.',
    fix: 'Watch it, or spread the key.',
    rule: 'H1',
  },
  'low-cardinality-key': {
    severity: 'warning',
    why: 'A partition key with few values puts all load on few partitions.',
    fix: 'Add an attribute with many values to the key, or shards.',
    rule: 'K14',
  },
  'time-partition': {
    severity: 'warning',
    why: 'A time as the partition key sends all writes of a moment to one partition, and finds nothing by what callers know.',
    fix: 'Key by what the caller knows, and sort by time.',
    rule: 'K4',
  },
  'authorization-gap': {
    severity: 'info',
    why: 'Whoever knows the id can ask for the item: the key does not say whose it is.',
    fix: 'Key by the owner, who is known from the session.',
    rule: 'P3',
  },
  'stale-vector': {
    severity: 'info',
    why: 'The vector is made of what changes; nothing makes it anew.',
    fix: 'Set the vector in the same update, or from a stream.',
    rule: 'I14',
  },
  'expired-items-read': {
    severity: 'info',
    why: 'Expired items stay for up to two days.',
    fix: 'Filter by the time-to-live attribute.',
    rule: 'W7',
  },
  'invalid-vector-index': {
    severity: 'error',
    why: 'A vector index has 1 to 4096 dimensions and up to 18 filters; a table has 5 of them and is on demand.',
    fix: 'Correct the vector index.',
    rule: 'I14',
  },
  'provisioned-too-low': {
    severity: 'warning',
    why: 'The peak of the patterns needs more than is provisioned.',
    fix: 'Provision the peak, use auto scaling, or on-demand.',
    rule: 'I13',
  },
  prewarm: {
    severity: 'info',
    why: 'A new on-demand table serves 4,000 writes and 12,000 reads a second.',
    fix: 'Set warm throughput before the launch.',
    rule: 'H10',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
