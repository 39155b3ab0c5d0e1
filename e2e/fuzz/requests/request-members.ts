import fc from 'fast-check'
import { KEYS } from '../fixture.ts'
import { attributeNames, membersOf, valuesOf } from './attribute-values.ts'
import { withPlaceholders } from './placeholders.ts'

/** What several requests on items have in common. */

/** Members of a request by name. */
export type Members = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** Mostly tables of the fixture. */
export const tableNames = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom('Fuzz', 'Fuzz', 'Multi', 'Plain') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        'Nowhere',
        'fuzz',
        '',
        'x',
        '__proto__',
        'Fuzz/global',
        'arn:aws:dynamodb:us-east-1:123456789012:table/Fuzz',
      ],
      ...['arn:', 'arn:aws:dynamodb:us-east-1:123456789012:table/Fuzz/index/global', 'a'.repeat(300), 'F\u0000uzz'],
    ),
  },
)
/** Key attributes of a table, or of a table and index. */
export const keysIn = (table: string): readonly string[] =>
  (Object.hasOwn(KEYS, table) ? KEYS[table] : undefined) ?? ['pk']
/** A member that is there or not; `weight` is how much oftener it is not. */
export const given = <T>(value: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
export const capacity = given(fc.constantFrom('TOTAL', 'INDEXES', 'NONE'), 3)
export const collections = given(fc.constantFrom('SIZE', 'NONE'), 5)
export const onFailure = given(fc.constantFrom('ALL_OLD', 'NONE'), 3)
export const flags = given(fc.boolean(), 3)

/** The members that are given; undefined ones are left out. */
export function request(members: Members): fc.Arbitrary<object> {
  return fc
    .tuple(...Object.entries(members).map(([name, value]) => value.map(chosen => [name, chosen] as const)))
    .map(pairs => membersOf(pairs.filter(([, chosen]) => chosen !== undefined)))
}

/** A request that names a table, with the members that go with it, and the placeholders its expressions use. */
export const withTable = (members: (table: string) => Members): fc.Arbitrary<object> =>
  tableNames.chain(table => request({ TableName: fc.constant(table), ...members(table) })).chain(withPlaceholders)

/** The legacy form of conditions. */
export const expected = fc
  .array(
    fc.tuple(
      attributeNames,
      attributeNames.chain(name =>
        request({
          ComparisonOperator: given(fc.constantFrom('EQ', 'NE', 'IN', 'LE', 'NULL', 'BETWEEN', 'CONTAINS'), 1),
          AttributeValueList: given(fc.array(valuesOf(name), { maxLength: 3 }), 1),
          Exists: given(fc.boolean()),
          Value: given(valuesOf(name), 1),
        }),
      ),
    ),
    { maxLength: 3 },
  )
  .map(membersOf)
/** The legacy form of updates. */
export const attributeUpdates = fc
  .array(
    fc.tuple(
      attributeNames,
      attributeNames.chain(name =>
        request({
          Action: given(fc.constantFrom('PUT', 'ADD', 'DELETE'), 1),
          Value: given(valuesOf(name), 1),
        }),
      ),
    ),
    { maxLength: 3 },
  )
  .map(membersOf)
export const legacyCondition = {
  Expected: given(expected, 1),
  ConditionalOperator: given(fc.constantFrom('AND', 'OR'), 6),
}
export const returns = (...kinds: readonly string[]): fc.Arbitrary<string | undefined> =>
  given(fc.constantFrom(...kinds), 1)
