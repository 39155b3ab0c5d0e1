// Over 250 lines: the conditions in both languages, which only mean something beside each other.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AttributeValue, compareScalars, DynamoError, type Item } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'

/*
 * One condition in two languages: what a SELECT finds is what a Scan with the same filter finds, whichever way the
 * SELECT finds it, page by page too. `<>` is the one operator that means something else, so the filter says more there.
 */

const engine = freshEngine()
const TableName = 'Things'
const NAMES = ['pk', 'sk', 'a', 'b', 'c'] as const

beforeAll(async () => {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'a', AttributeType: 'S' },
      { AttributeName: 'b', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'global',
        KeySchema: [
          { AttributeName: 'a', KeyType: 'HASH' },
          { AttributeName: 'b', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'local',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'b', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  })
  const values: (AttributeValue | undefined)[] = [
    undefined,
    { S: 'x' },
    { N: '2' },
    { BOOL: true },
    { L: [{ N: '1' }] },
    { SS: ['x', 'y'] },
  ]
  let n = 0
  for (const pk of ['p', 'q', 'r']) {
    for (const sk of ['1', '2', '3', '10']) {
      const a = ['x', 'y', undefined][n % 3]
      const b = ['1', undefined, '2', '5'][(n * 7) % 4]
      const c = values[n % values.length]
      const Item: Item = {
        pk: { S: pk },
        sk: { N: sk },
        ...(a && { a: { S: a } }),
        ...(b && { b: { N: b } }),
        ...(c && { c }),
      }
      await engine.execute('PutItem', { TableName, Item })
      n++
    }
  }
})
afterAll(() => engine.close())

/** A condition in both languages; values in the order in which the statement has its `?`. */
interface Condition {
  readonly statement: string
  /** With `:0`, `:1` … in the same order, written as `:?` here. */
  readonly filter: string
  readonly values: readonly AttributeValue[]
  /** Whether it has to stand in parentheses in a larger one: more of them are redundant, and refused, in a filter. */
  readonly joined?: true
}

const part = ({ filter, joined }: Condition): string => (joined ? `(${filter})` : filter)

const name = fc.constantFrom(...NAMES)
const text = fc.constantFrom('p', 'q', 'x', 'y', 'xy').map((S): AttributeValue => ({ S }))
const number = fc.constantFrom('1', '2', '3', '5', '10').map((N): AttributeValue => ({ N }))
const value = fc.oneof(
  text,
  number,
  fc.constantFrom<AttributeValue>({ BOOL: true }, { L: [{ N: '1' }] }, { SS: ['y', 'x'] }),
)
const scalar = fc.oneof(text, number)
const typed = (attribute: string) =>
  attribute === 'pk' || attribute === 'a' ? text : attribute === 'sk' || attribute === 'b' ? number : scalar

const comparison = name.chain(attribute =>
  fc.record({ operator: fc.constantFrom('=', '=', '=', '<', '<=', '>', '>='), other: typed(attribute) }).map(
    ({ operator, other }): Condition => ({
      statement: `${attribute} ${operator} ?`,
      filter: `${attribute} ${operator} :?`,
      values: [other],
    }),
  ),
)
const mirrored = name.chain(attribute =>
  typed(attribute).map(
    (other): Condition => ({ statement: `? < ${attribute}`, filter: `:? < ${attribute}`, values: [other] }),
  ),
)
const unequal = name.chain(attribute =>
  value.map(
    (other): Condition => ({
      statement: `${attribute} <> ?`,
      filter: `attribute_exists(${attribute}) AND ${attribute} <> :?`,
      values: [other],
      joined: true,
    }),
  ),
)
const between = name.chain(attribute =>
  fc.tuple(typed(attribute), typed(attribute)).map(([one, other]): Condition => {
    const ordered = (compareScalars(one, other) ?? 1) <= 0
    return {
      statement: `${attribute} BETWEEN ? AND ?`,
      filter: `${attribute} BETWEEN :? AND :?`,
      values: ordered ? [one, other] : [one, one],
    }
  }),
)
const membership = name.chain(attribute =>
  fc.array(typed(attribute), { minLength: 1, maxLength: 3 }).map(
    (values): Condition => ({
      statement: `${attribute} IN [${values.map(() => '?').join(', ')}]`,
      filter: `${attribute} IN (${values.map(() => ':?').join(', ')})`,
      values,
    }),
  ),
)
const functions = fc.oneof(
  name.map((attribute): Condition => {
    const call = `attribute_exists(${attribute})`
    return { statement: call, filter: call, values: [] }
  }),
  name.map(
    (attribute): Condition => ({
      statement: `${attribute} IS MISSING`,
      filter: `attribute_not_exists(${attribute})`,
      values: [],
    }),
  ),
  name.map(
    (attribute): Condition => ({
      statement: `attribute_type(${attribute}, ?)`,
      filter: `attribute_type(${attribute}, :?)`,
      values: [{ S: 'S' }],
    }),
  ),
  fc.tuple(fc.constantFrom('pk', 'a', 'c'), text).map(
    ([attribute, prefix]): Condition => ({
      statement: `begins_with(${attribute}, ?)`,
      filter: `begins_with(${attribute}, :?)`,
      values: [prefix],
    }),
  ),
  text.map((member): Condition => ({ statement: 'contains(c, ?)', filter: 'contains(c, :?)', values: [member] })),
  number.map((size): Condition => ({ statement: 'size(c) >= ?', filter: 'size(c) >= :?', values: [size] })),
)

const { condition } = fc.letrec<{ condition: Condition }>(tie => {
  const joined = (joint: string) =>
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map(
      (parts): Condition => ({
        statement: parts.map(each => `(${each.statement})`).join(` ${joint} `),
        filter: parts.map(part).join(` ${joint} `),
        values: parts.flatMap(each => each.values),
        joined: true,
      }),
    )
  return {
    condition: fc.oneof(
      { depthSize: 'small' },
      comparison,
      mirrored,
      unequal,
      between,
      membership,
      functions,
      joined('AND'),
      joined('OR'),
      tie('condition').map(
        (negated): Condition => ({
          statement: `NOT (${negated.statement})`,
          filter: `NOT ${part(negated)}`,
          values: negated.values,
        }),
      ),
    ),
  }
})

const pinned = fc.tuple(fc.constantFrom('p', 'q'), condition).map(
  ([S, rest]): Condition => ({
    statement: `pk = ? AND (${rest.statement})`,
    filter: `pk = :? AND ${part(rest)}`,
    values: [{ S }, ...rest.values],
  }),
)

const printed = (items: readonly Item[]): readonly string[] =>
  items.map(({ pk, sk }) => JSON.stringify([pk, sk])).sort()

async function scanned({ filter, values }: Condition, IndexName: string | undefined): Promise<readonly string[]> {
  let at = 0
  const FilterExpression = filter.replaceAll(':?', () => `:v${at++}`)
  const ExpressionAttributeValues = Object.fromEntries(values.map((each, i) => [`:v${i}`, each]))
  const { Items } = await engine.execute('Scan', {
    TableName,
    ...(IndexName && { IndexName }),
    FilterExpression,
    ...(values.length > 0 && { ExpressionAttributeValues: structuredClone(ExpressionAttributeValues) }),
  })
  return printed(Items as Item[])
}

/** What a statement finds over all its pages; undefined where PartiQL does not take the condition. */
async function selected(
  { statement, values }: Condition,
  IndexName: string | undefined,
  Limit: number | undefined,
): Promise<readonly string[] | undefined> {
  const Statement = `SELECT * FROM "${TableName}"${IndexName ? `."${IndexName}"` : ''} WHERE ${statement}`
  const items: Item[] = []
  let NextToken: unknown
  try {
    do {
      const page = await engine.execute('ExecuteStatement', {
        Statement,
        ...(values.length > 0 && { Parameters: structuredClone(values) }),
        ...(Limit && { Limit }),
        ...(NextToken !== undefined && { NextToken }),
      })
      items.push(...(page.Items as Item[]))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    expect(error.message).toMatch(/^(Overlapping conditions|Key value must be|Key attribute's data type)/)
    return undefined
  }
  return printed(items)
}

test('a SELECT finds what a Scan with the same filter finds', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(condition, pinned),
      fc.constantFrom(undefined, 'global', 'local'),
      fc.constantFrom(undefined, 1, 2, 5),
      async (either, index, limit) => {
        const found = await selected(either, index, limit)
        if (found === undefined) return
        compared++
        expect(found).toEqual(await scanned(either, index))
      },
    ),
    { numRuns: 1500 },
  )
  expect(compared).toBeGreaterThan(500)
})

test('an UPDATE goes through where an UpdateItem with the same condition does', async () => {
  await fc.assert(
    fc.asyncProperty(condition, fc.constantFrom('1', '2', '99'), async (either, N) => {
      const { statement, values } = either
      const key = { pk: { S: 'p' }, sk: { N } }
      const outcome = (request: Promise<unknown>) =>
        request.then(
          () => 'done',
          (error: DynamoError) => error.code,
        )
      let at = 0
      const byItem = await outcome(
        engine.execute('UpdateItem', {
          TableName,
          Key: structuredClone(key),
          UpdateExpression: 'SET hits = :hits',
          ConditionExpression: `attribute_exists(pk) AND ${part(either).replaceAll(':?', () => `:v${at++}`)}`,
          ExpressionAttributeValues: structuredClone({
            ':hits': { N: '1' },
            ...Object.fromEntries(values.map((each, i) => [`:v${i}`, each])),
          }),
        }),
      )
      const byStatement = await outcome(
        engine.execute('ExecuteStatement', {
          Statement: `UPDATE ${TableName} SET hits = 1 WHERE pk = ? AND sk = ? AND NOT (NOT (${statement}))`,
          Parameters: structuredClone([key.pk, key.sk, ...values]),
        }),
      )
      expect(byStatement).toBe(byItem)
    }),
    { numRuns: 500 },
  )
})
