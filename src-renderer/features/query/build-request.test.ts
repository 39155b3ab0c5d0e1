// Long: one row of data for each way an expression can be built or refused, and they are read together.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AttributeMap,
  type AttributeType,
  asKeyCondition,
  Bindings,
  bindCondition,
  bindProjection,
  evaluateCondition,
  type Item,
  keyRange,
  projectItem,
} from '#dynamo'
import { buildRequest } from './build-request.ts'
import { FILTER_OPERATORS, type FilterOperator, type KeyOperator } from './operators.ts'
import type { QueryTable } from './query-table.ts'
import { EMPTY_FORM, type FilterInput, type KeyInput, type RequestForm } from './request-form.ts'

const ORDERS: QueryTable = {
  name: 'Orders',
  status: 'ACTIVE',
  itemCount: 0,
  sizeBytes: 0,
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
  indexes: [
    {
      name: 'ByStatus',
      kind: 'GSI',
      key: { partition: [{ name: 'Status#Time', type: 'S' }], sort: [{ name: 'total', type: 'N' }] },
      projection: { type: 'ALL' },
      itemCount: 0,
      sizeBytes: 0,
    },
    {
      name: 'Regions',
      kind: 'GSI',
      key: {
        partition: [
          { name: 'country', type: 'S' },
          { name: '__proto__', type: 'N' },
        ],
        sort: [
          { name: 'year', type: 'N' },
          { name: 'a.b', type: 'S' },
          { name: 'id', type: 'B' },
        ],
      },
      projection: { type: 'ALL' },
      itemCount: 0,
      sizeBytes: 0,
    },
  ],
}

function key(name: string, value: string, operator: KeyOperator = '=', upper = ''): KeyInput {
  return { name, operator, value, upper }
}
function filter(attribute: string, operator: FilterOperator, more: Partial<FilterInput> = {}): FilterInput {
  return { id: 1, attribute, operator, type: 'S', value: '', upper: '', values: [], ...more }
}
function form(more: Partial<RequestForm>): RequestForm {
  return { ...EMPTY_FORM, ...more }
}
/** A request whose expressions and placeholders the engine's own binder takes, none left over. */
function bound(request: ReturnType<typeof buildRequest>) {
  const input = request.input as Record<string, string> & {
    ExpressionAttributeNames?: Record<string, string>
    ExpressionAttributeValues?: AttributeMap
  }
  const bindings = new Bindings({ names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues })
  const keyCondition = input.KeyConditionExpression
    ? asKeyCondition(bindCondition(input.KeyConditionExpression, 'KeyConditionExpression', bindings))
    : undefined
  const condition = input.FilterExpression
    ? bindCondition(input.FilterExpression, 'FilterExpression', bindings)
    : undefined
  const projection = input.ProjectionExpression ? bindProjection(input.ProjectionExpression, bindings) : undefined
  bindings.finish()
  return { keyCondition, condition, projection }
}

describe('Query', () => {
  test('a partition key alone', () => {
    const { input, problems } = buildRequest(form({ keys: [key('PK', 'USER#1')] }), ORDERS)
    expect(problems).toEqual([])
    expect(input).toEqual({
      TableName: 'Orders',
      KeyConditionExpression: '#n0 = :v0',
      ExpressionAttributeNames: { '#n0': 'PK' },
      ExpressionAttributeValues: { ':v0': { S: 'USER#1' } },
      ReturnConsumedCapacity: 'INDEXES',
    })
  })

  test.each<[KeyOperator, string, string, string]>([
    ['=', 'a', '', '#n1 = :v1'],
    ['<', 'a', '', '#n1 < :v1'],
    ['<=', 'a', '', '#n1 <= :v1'],
    ['>', 'a', '', '#n1 > :v1'],
    ['>=', 'a', '', '#n1 >= :v1'],
    ['begins_with', 'ORDER#', '', 'begins_with(#n1, :v1)'],
    ['between', 'a', 'b', '#n1 BETWEEN :v1 AND :v2'],
  ])('a sort key with %s', (operator, value, upper, text) => {
    const request = buildRequest(form({ keys: [key('PK', 'p'), key('SK', value, operator, upper)] }), ORDERS)
    expect(request.problems).toEqual([])
    expect(request.input.KeyConditionExpression).toBe(`#n0 = :v0 AND ${text}`)
    const { keyCondition } = bound(request)
    expect(keyCondition && keyRange(keyCondition, ORDERS.key).partition).toEqual([{ S: 'p' }])
  })

  test('order, limit, consistency and index', () => {
    const asked = form({ keys: [key('PK', 'p')], descending: true, limit: ' 25 ', consistent: true })
    expect(buildRequest(asked, ORDERS).input).toMatchObject({
      ScanIndexForward: false,
      Limit: 25,
      ConsistentRead: true,
    })
    const onIndex = buildRequest({ ...asked, index: 'ByStatus', keys: [key('Status#Time', 'open')] }, ORDERS)
    expect(onIndex.input).toMatchObject({ IndexName: 'ByStatus', ExpressionAttributeNames: { '#n0': 'Status#Time' } })
    expect(onIndex.input).not.toHaveProperty('ConsistentRead')
  })

  test('a number stays the text that was typed, made canonical', () => {
    const long = '12345678901234567890123456789012345678'
    const request = buildRequest(
      form({ index: 'ByStatus', keys: [key('Status#Time', 's'), key('total', long)] }),
      ORDERS,
    )
    expect(request.input.ExpressionAttributeValues).toEqual({ ':v0': { S: 's' }, ':v1': { N: long } })
  })

  test('all parts of a multi-attribute key, left to right', () => {
    const keys = [
      key('country', 'CH'),
      key('__proto__', '1e2'),
      key('year', '2026'),
      key('a.b', 'x', '>='),
      key('PK', 'kept'),
    ]
    const request = buildRequest(form({ index: 'Regions', keys }), ORDERS)
    expect(request.problems).toEqual([])
    expect(request.input.KeyConditionExpression).toBe('#n0 = :v0 AND #n1 = :v1 AND #n2 = :v2 AND #n3 >= :v3')
    expect(request.input.ExpressionAttributeNames).toEqual({
      '#n0': 'country',
      '#n1': '__proto__',
      '#n2': 'year',
      '#n3': 'a.b',
    })
    const { keyCondition } = bound(request)
    const index = ORDERS.indexes[1]
    expect(index && keyCondition && keyRange(keyCondition, index.key)).toMatchObject({
      partition: [{ S: 'CH' }, { N: '100' }],
      sortEquals: [{ N: '2026' }],
    })
  })

  test.each<[string, readonly KeyInput[], string, string]>([
    ['a partition part is missing', [key('country', 'CH')], 'key:__proto__', 'Enter a value'],
    [
      'a gap in the sort parts',
      [key('country', 'CH'), key('__proto__', '1'), key('a.b', 'x')],
      'key:a.b',
      'enter year too',
    ],
    [
      'a part after a range',
      [key('country', 'CH'), key('__proto__', '1'), key('year', '2020', '>'), key('a.b', 'x')],
      'key:a.b',
      'After a range on year',
    ],
    ['text for a number', [key('country', 'CH'), key('__proto__', 'one')], 'key:__proto__', 'is not a number'],
    [
      '39 digits',
      [key('country', 'CH'), key('__proto__', '123456789012345678901234567890123456789')],
      'key:__proto__',
      '38 significant digits',
    ],
    [
      'half of a range',
      [key('country', 'CH'), key('__proto__', '1'), key('year', '1', 'between')],
      'key:year',
      'Enter a value',
    ],
    [
      'broken base64',
      [key('country', 'C'), key('__proto__', '1'), key('year', '1'), key('a.b', 'b'), key('id', 'A')],
      'key:id',
      'base64',
    ],
  ])('refuses: %s', (_what, keys, field, words) => {
    const { problems } = buildRequest(form({ index: 'Regions', keys }), ORDERS)
    expect(problems.map(problem => problem.field)).toEqual([field])
    expect(problems[0]?.message).toContain(words)
  })

  test('a filter on a key attribute of what is read is refused, on another index it is not', () => {
    const filters = [filter('SK', '=', { value: 'x' })]
    expect(buildRequest(form({ keys: [key('PK', 'p')], filters }), ORDERS).problems[0]?.message).toContain(
      'key condition',
    )
    expect(
      buildRequest(form({ index: 'ByStatus', keys: [key('Status#Time', 's')], filters }), ORDERS).problems,
    ).toEqual([])
    expect(buildRequest(form({ operation: 'Scan', filters }), ORDERS).problems).toEqual([])
  })
})

describe('GetItem', () => {
  test('takes the whole key of the table, whatever index is chosen', () => {
    const asked = form({
      operation: 'GetItem',
      index: 'ByStatus',
      limit: '5',
      keys: [key('PK', 'p'), key('SK', 's', '>')],
    })
    expect(buildRequest({ ...asked, consistent: true }, ORDERS).input).toEqual({
      TableName: 'Orders',
      Key: { PK: { S: 'p' }, SK: { S: 's' } },
      ConsistentRead: true,
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(buildRequest({ ...asked, keys: [key('PK', 'p')] }, ORDERS).problems).toMatchObject([
      { field: 'key:SK', missing: true },
    ])
  })

  test('a key attribute called __proto__ is a member like any other', () => {
    const table: QueryTable = { ...ORDERS, key: { partition: [{ name: '__proto__', type: 'S' }], sort: [] } }
    const { input } = buildRequest(form({ operation: 'GetItem', keys: [key('__proto__', 'x')] }), table)
    expect(JSON.stringify(input.Key)).toBe('{"__proto__":{"S":"x"}}')
  })
})

describe('Scan', () => {
  test('segments go together or not at all', () => {
    const scan = (segment: string, totalSegments: string) =>
      buildRequest(form({ operation: 'Scan', segment, totalSegments }), ORDERS)
    expect(scan('', '').input).not.toHaveProperty('Segment')
    expect(scan('0', '4').input).toMatchObject({ Segment: 0, TotalSegments: 4 })
    expect(scan('3', '4').problems).toEqual([])
    for (const [segment, total] of [
      ['4', '4'],
      ['0', ''],
      ['', '4'],
      ['0', '1000001'],
      ['-1', '4'],
    ] as const) {
      expect(scan(segment, total).problems.map(problem => problem.field)).toEqual(['segments'])
    }
    expect(scan('0', '1000000').problems).toEqual([])
  })

  test.each(['0', '-1', '1.5', 'ten'])('refuses the limit %s', limit => {
    expect(buildRequest(form({ operation: 'Scan', limit }), ORDERS).problems[0]?.field).toBe('limit')
  })
})

const ITEM: Item = {
  size: { N: '10' },
  'a.b': { S: 'dotted' },
  a: { M: { b: { S: 'nested' }, list: { L: [{ N: '7' }] } } },
  'Status#Time': { S: 'open#2026' },
  tags: { SS: ['x', 'y'] },
  flag: { BOOL: true },
  none: { NULL: true },
  bytes: { B: 'AQID' },
}

describe('filters', () => {
  const holds = (...filters: readonly FilterInput[]) => {
    const request = buildRequest(form({ operation: 'Scan', filters }), ORDERS, new Set(Object.keys(ITEM)))
    expect(request.problems).toEqual([])
    const { condition } = bound(request)
    return condition !== undefined && evaluateCondition(condition, ITEM)
  }

  test.each<[FilterOperator, AttributeType, Partial<FilterInput>, string, boolean]>([
    ['=', 'N', { value: '1e1' }, 'size', true],
    ['<>', 'N', { value: '10' }, 'size', false],
    ['<', 'N', { value: '10' }, 'size', false],
    ['<=', 'N', { value: '10' }, 'size', true],
    ['>', 'N', { value: '9.999' }, 'size', true],
    ['>=', 'N', { value: '10.1' }, 'size', false],
    ['between', 'N', { value: '10', upper: '11' }, 'size', true],
    ['in', 'N', { values: ['1', '10'] }, 'size', true],
    ['in', 'S', { values: ['10'] }, 'size', false],
    ['begins_with', 'S', { value: 'open#' }, 'Status#Time', true],
    ['contains', 'S', { value: 'y' }, 'tags', true],
    ['not_contains', 'S', { value: 'y' }, 'tags', false],
    ['not_contains', 'S', { value: 'z' }, 'tags', true],
    ['exists', 'S', {}, 'a.b', true],
    ['not_exists', 'S', {}, 'nothing', true],
    ['attribute_type', 'S', { value: 'BOOL' }, 'flag', true],
    ['attribute_type', 'S', { value: 'S' }, 'flag', false],
    ['size =', 'N', { value: '3' }, 'bytes', true],
    ['size <>', 'N', { value: '3' }, 'bytes', false],
    ['size <', 'N', { value: '3' }, 'bytes', false],
    ['size <=', 'N', { value: '3' }, 'bytes', true],
    ['size >', 'N', { value: '2' }, 'bytes', true],
    ['size >=', 'N', { value: '4' }, 'bytes', false],
    ['=', 'BOOL', { value: 'true' }, 'flag', true],
    ['=', 'BOOL', { value: 'false' }, 'flag', false],
    ['=', 'NULL', {}, 'none', true],
    ['=', 'SS', { values: ['y', 'x'] }, 'tags', true],
    ['=', 'B', { value: 'AQID' }, 'bytes', true],
    ['=', 'M', { value: '{"b":{"S":"nested"},"list":{"L":[{"N":"7"}]}}' }, 'a', true],
    ['=', 'M', { value: '{"M":{"b":{"S":"nested"}}}' }, 'a', false],
  ])('%s with %s', (operator, type, more, attribute, expected) => {
    expect(holds(filter(attribute, operator, { type, ...more }))).toBe(expected)
  })

  test('every operator of the menu builds an expression that parses', () => {
    for (const { value: operator, types, operand } of FILTER_OPERATORS) {
      for (const type of types) {
        const text = { N: '1', B: 'AQ==', L: '[]', M: '{}' }[type as string] ?? (operand === 'type' ? 'N' : 'x')
        const more =
          operand === 'count'
            ? { value: '1' }
            : { value: text, upper: text, values: [type === 'NS' ? '1' : type === 'BS' ? 'AQ==' : text] }
        expect(typeof holds(filter('size', operator, { type, ...more }))).toBe('boolean')
      }
    }
  })

  test('a known name with dots is a name; an unknown one is a path; quotes make it a name', () => {
    const nested = filter('a.b', '=', { value: 'nested' })
    const request = (known: readonly string[]) =>
      buildRequest(form({ operation: 'Scan', filters: [nested] }), ORDERS, new Set(known)).input
    expect(holds(filter('a.b', '=', { value: 'dotted' }))).toBe(true)
    expect(request(['a']).FilterExpression).toBe('#n0 = :v0')
    // `a.b` is a key attribute of an index, so it is known even when nothing was read yet.
    expect(request([]).ExpressionAttributeNames).toEqual({ '#n0': 'a.b' })
    expect(holds(filter('a.list[0]', '=', { type: 'N', value: '7' }))).toBe(true)
    expect(holds(filter('"a.list[0]"', 'exists'))).toBe(false)
  })

  test('rows are joined by all or by any; an untouched row is not sent', () => {
    const rows = [filter('size', 'exists'), { ...filter('nothing', 'exists'), id: 2 }, { ...filter('', '='), id: 3 }]
    const scan = (match: 'all' | 'any') =>
      buildRequest(form({ operation: 'Scan', filters: rows, match }), ORDERS).input
    expect(scan('all').FilterExpression).toBe('attribute_exists(#n0) AND attribute_exists(#n1)')
    expect(scan('any').FilterExpression).toBe('attribute_exists(#n0) OR attribute_exists(#n1)')
  })

  test.each<[string, FilterInput, string]>([
    ['a value without an attribute', filter('', '=', { value: 'x' }), 'Name an attribute'],
    ['text for a number', filter('n', '=', { type: 'N', value: 'x' }), 'is not a number'],
    ['an empty list', filter('n', 'in'), 'at least one value'],
    ['101 values', filter('n', 'in', { values: Array.from({ length: 101 }, (_, at) => String(at)) }), 'at most 100'],
    ['no type', filter('n', 'attribute_type'), 'Choose a type'],
    ['an empty set', filter('n', '=', { type: 'SS' }), 'at least one member'],
    ['a repeated member', filter('n', '=', { type: 'NS', values: ['1', '1.0'] }), 'each member once'],
    ['broken JSON', filter('n', '=', { type: 'M', value: '{' }), 'DynamoDB JSON'],
    ['a list for a map', filter('n', '=', { type: 'M', value: '{"L":[]}' }), 'DynamoDB JSON'],
  ])('refuses %s', (_what, row, words) => {
    const { problems, input } = buildRequest(form({ operation: 'Scan', filters: [row] }), ORDERS)
    expect(problems.map(problem => problem.field)).toEqual(['filter:1'])
    expect(problems[0]?.message).toContain(words)
    expect(input).not.toHaveProperty('FilterExpression')
  })

  test('100 values are taken', () => {
    const values = Array.from({ length: 100 }, (_, at) => String(at))
    expect(holds(filter('size', 'in', { type: 'N', values }))).toBe(true)
  })
})

test('projection: names and paths by placeholder, each once', () => {
  const projection = ['PK', 'Status#Time', 'a.list[0]', 'PK', '__proto__', 'year']
  const request = buildRequest(form({ operation: 'Scan', projection }), ORDERS, new Set(['a']))
  expect(request.input.ProjectionExpression).toBe('#n0, #n1, #n2.#n3[0], #n4, #n5')
  const paths = bound(request).projection
  expect(paths && projectItem(ITEM, paths)).toEqual({
    'Status#Time': { S: 'open#2026' },
    a: { M: { list: { L: [{ N: '7' }] } } },
  })
})

test('any attribute name and any text value arrive as they were typed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string(), (name, value) => {
      const filters = [filter(name, '=', { value }), { ...filter(name, 'exists'), id: 2 }]
      const { input, problems } = buildRequest(form({ operation: 'Scan', filters }), ORDERS, new Set([name]))
      expect(problems).toEqual([])
      expect(input.ExpressionAttributeNames).toEqual({ '#n0': name })
      expect(input.ExpressionAttributeValues).toEqual({ ':v0': { S: value } })
    }),
    { numRuns: 40 },
  )
})
