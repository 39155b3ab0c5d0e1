import {
  type CommandArguments,
  type CommandName,
  type CommandResult,
  type EntityAttribute,
  type ModelDocument,
  type PatternOperation,
  recordOfKind,
  runCommand,
} from '#modeling'

/** One kind of edit that a designer makes again and again. */
export interface EditKind {
  readonly name: string
  /** It has to look at every sample item: the key of its table, or what its indexes take of it, is another. */
  readonly looksAtItems?: boolean
  /** Only where there are sample items. */
  readonly needsItems?: boolean
  /** The edit in a round, different from that of the round before. */
  readonly edit: (document: ModelDocument, round: number) => CommandResult
}

/** The entity, pattern and table that are edited: in the middle of the others. */
const ENTITY = 'entity-42'
const PATTERN = 'pattern-142'
const TABLE = 'table-1'

const run =
  <N extends CommandName>(command: N, argsOf: (round: number) => CommandArguments<N>) =>
  (document: ModelDocument, round: number): CommandResult =>
    runCommand(document, command, argsOf(round))

const every = <T>(round: number, first: T, second: T): T => (round % 2 === 0 ? first : second)

/** Every kind of edit, on the large model (src-engine/modeling/testing/large-model.ts). */
export const EDIT_KINDS: readonly EditKind[] = [
  { name: 'pattern rate', edit: run('change-pattern', n => ({ patternId: PATTERN, rate: { average: 2 + n } })) },
  {
    name: 'pattern by',
    edit: run('change-pattern', n => ({ patternId: PATTERN, operation: askedBy(every(n, 'status', 'ownerEmail')) })),
  },
  { name: 'attribute type', edit: (document, n) => changeAttribute(document, { type: every(n, 'S', 'N') }) },
  { name: 'attribute size', edit: (document, n) => changeAttribute(document, { size: 20 + n }) },
  {
    name: 'rename attribute',
    edit: run('rename-entity-attribute', n => ({
      entityId: ENTITY,
      from: n === 0 ? 'title' : `title${n - 1}`,
      to: `title${n}`,
    })),
  },
  {
    name: 'template',
    edit: run('change-placement', n => ({
      placementId: 'placement-42',
      template: { GSI1SK: every(n, '{createdAt}', '{amount|pad:12}') },
      withItems: true,
    })),
  },
  {
    name: 'table key',
    looksAtItems: true,
    edit: run('change-table-key', n => ({ tableId: TABLE, key: keyOf('PK', every(n, 'GSI3SK', 'SK')) })),
  },
  {
    name: 'index key',
    looksAtItems: true,
    edit: run('change-index', n => ({ indexId: 'gsi2-1', key: keyOf('GSI2PK', every(n, 'GSI3SK', 'GSI2SK')) })),
  },
  {
    name: 'add or remove index',
    looksAtItems: true,
    edit: (document, n) =>
      n % 2 === 0
        ? runCommand(document, 'add-index', {
            id: 'added',
            tableId: TABLE,
            indexKind: 'GSI',
            name: 'Added',
            key: keyOf('GSI3PK', 'GSI1SK'),
            projection: { type: 'ALL' },
          })
        : runCommand(document, 'remove-index', { indexId: 'added' }),
  },
  { name: 'entity volume', edit: run('change-entity', n => ({ entityId: ENTITY, volume: { count: 1_000 + n } })) },
  {
    name: 'sample item',
    needsItems: true,
    edit: run('change-item-attribute', n => ({ itemId: 'item-142', name: 'title', value: { S: `Title ${n}` } })),
  },
  {
    name: 'key of sample item',
    needsItems: true,
    edit: run('change-item-attribute', n => ({ itemId: 'item-142', name: 'SK', value: { S: `E42#moved#${n}` } })),
  },
]

function keyOf(partition: string, sort: string) {
  return { partition: [{ name: partition, type: 'S' } as const], sort: [{ name: sort, type: 'S' } as const] }
}

function askedBy(attribute: string): PatternOperation {
  return { type: 'query', entityIds: [ENTITY], by: [{ attribute }], limit: 20 }
}

function changeAttribute(document: ModelDocument, change: Partial<EntityAttribute>): CommandResult {
  const attributes = recordOfKind(document, 'entity', ENTITY)?.attributes ?? []
  return runCommand(document, 'change-entity', {
    entityId: ENTITY,
    attributes: attributes.map(attribute => (attribute.name === 'amount' ? { ...attribute, ...change } : attribute)),
  })
}
