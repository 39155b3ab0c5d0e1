import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Given, PatternOperation, PatternRecord, WriteCondition } from '#modeling'
import { documentOf } from '#modeling'
import { CELLS, type CellName, cellText, isTyped, readCell } from './pattern-cells.ts'

const document = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  {
    kind: 'entity',
    id: 'order',
    position: 1,
    name: 'Order',
    identity: ['orderId'],
    attributes: [
      { name: 'orderId', type: 'S' },
      { name: 'total', type: 'N' },
      { name: 'open', type: 'BOOL' },
    ],
  },
  { kind: 'entity', id: 'line', position: 2, name: 'Order line', identity: [], attributes: [] },
  { kind: 'entity', id: 'odd', position: 3, name: 'A, "quoted" one', identity: [], attributes: [] },
])

function pattern(operation: PatternOperation): PatternRecord {
  return { kind: 'pattern', id: 'p', position: 1, name: 'P', operation }
}
const query = pattern({ type: 'query', entityIds: ['order'], by: [] })

/** The operation after a text was typed into a cell, or the complaint. */
function typed(cell: CellName, text: string, into: PatternRecord = query) {
  const entry = readCell(document, into, cell, text)
  if ('change' in entry) return entry.change.operation ?? entry.change
  return 'fault' in entry ? entry.fault : entry
}

describe('by', () => {
  test('attributes, comparisons and values by the type of the attribute', () => {
    expect(typed('by', 'orderId, placedAt between')).toMatchObject({
      by: [{ attribute: 'orderId' }, { attribute: 'placedAt', is: 'between' }],
    })
    expect(typed('by', 'orderId = 12, total>=5, open = true, total between 1 and 1e3')).toMatchObject({
      by: [
        { attribute: 'orderId', values: [{ S: '12' }] },
        { attribute: 'total', is: '>=', values: [{ N: '5' }] },
        { attribute: 'open', values: [{ BOOL: true }] },
        { attribute: 'total', is: 'between', values: [{ N: '1' }, { N: '1000' }] },
      ],
    })
    expect(typed('by', '"order id" begins with "a, b", data = {"B":"AQI="}')).toMatchObject({
      by: [
        { attribute: 'order id', is: 'begins_with', values: [{ S: 'a, b' }] },
        { attribute: 'data', values: [{ B: 'AQI=' }] },
      ],
    })
  })

  test.each([
    ['orderId total', 'After orderId comes'],
    ['total = many', 'many is no number, and total holds numbers'],
    ['total between 1', 'needs two values'],
    ['orderId = a b', 'takes one value'],
    ['"orderId', 'Close the quotes'],
    ['= 3', 'Write the attribute first'],
    ['data = {"B":"?"}', 'Base64'],
    ['data = {"B"', 'Close the braces'],
  ])('%s is answered at the cell', (text, reason) => {
    expect(typed('by', text)).toContain(reason)
  })
})

describe('other cells', () => {
  test('entities by name, in any letters, and those that are not there', () => {
    expect(typed('entities', 'order LINE, Order,')).toMatchObject({ entityIds: ['line', 'order'] })
    expect(typed('entities', '"A, \\"quoted\\" one"')).toMatchObject({ entityIds: ['odd'] })
    expect(typed('entities', 'Order, Invoice')).toEqual({ unknown: ['Invoice'] })
    const get = pattern({ type: 'get', entityId: 'order', by: [] })
    expect(typed('entities', 'Order, Order line', get)).toContain('one entity')
  })

  test('an order, and what is none', () => {
    expect(typed('order', 'placedAt DESC')).toMatchObject({
      order: { attribute: 'placedAt', direction: 'descending' },
    })
    expect(typed('order', 'placedAt')).toMatchObject({ order: { direction: 'ascending' } })
    expect(typed('order', 'placedAt down')).toContain('asc or desc')
    expect(typed('order', 'a, b')).toContain('one attribute')
    const ordered = pattern({ ...query.operation, order: { attribute: 'a', direction: 'ascending' } } as never)
    expect(typed('order', ' ', ordered)).not.toHaveProperty('order')
  })

  test('rates by any unit of time', () => {
    expect(typed('average', '1,500')).toEqual({ rate: { average: 1500 } })
    expect(typed('average', '30/min')).toEqual({ rate: { average: 0.5 } })
    expect(typed('average', '864 / day')).toEqual({ rate: { average: 0.01 } })
    expect(typed('average', 'often')).toContain('Calls per second')
    expect(typed('peak', '5', { ...query, rate: { average: 9 } })).toContain('not below the average')
    expect(typed('average', '', { ...query, rate: { average: 9 } })).toEqual({ rate: null })
  })

  test('limit, consistency, condition and what an update does', () => {
    expect(typed('limit', '0')).toContain('from 1 on')
    expect(typed('consistency', 'strong')).toMatchObject({ consistent: true })
    const update = pattern({ type: 'update', entityId: 'order', by: [], sets: [] })
    expect(typed('attributes', 'status, +visits, -note', update)).toMatchObject({
      sets: ['status'],
      adds: ['visits'],
      removes: ['note'],
    })
    expect(typed('where', 'version unchanged', update)).toMatchObject({
      condition: { attribute: 'version', is: 'unchanged' },
    })
    expect(typed('where', 'maybe', update)).toContain('A write may demand')
  })

  test('a composed operation has a summary, which is not typed into', () => {
    const place = pattern({
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'order' } },
        { operation: { type: 'put', entityId: 'line' }, times: 3 },
      ],
    })
    expect(cellText(document, place, 'entities')).toBe('put Order, put Order line × 3')
    expect(isTyped(document, place, 'entities')).toBe(false)
    expect(cellText(document, place, 'by')).toBeUndefined()
  })
})

describe('another operation', () => {
  test('keeps what it has a place for', () => {
    const from = pattern({
      type: 'query',
      entityIds: ['order', 'line'],
      by: [{ attribute: 'orderId' }],
      limit: 5,
      consistent: true,
    })
    expect(typed('operation', 'GetItem', from)).toEqual({
      type: 'get',
      entityId: 'order',
      by: [{ attribute: 'orderId' }],
      consistent: true,
    })
    expect(typed('operation', 'Transact Write', from)).toEqual({
      type: 'transact-write',
      writes: [{ operation: { type: 'put', entityId: 'order' } }],
    })
    expect(typed('operation', 'fetch', from)).toContain('Write one of')
  })
})

const name = fc.oneof(
  fc.constantFrom('orderId', 'total', 'open', 'between', 'a b', '+x', '__proto__', '"', '{', 'a,b', 'a=b'),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
)
const value = fc.oneof(
  fc.record({ S: fc.string({ maxLength: 12, unit: 'grapheme' }) }),
  fc.record({ N: fc.integer().map(String) }),
  fc.record({ BOOL: fc.boolean() }),
  fc.constant({ B: 'AQID' }),
)
const given: fc.Arbitrary<Given> = name.chain(attribute =>
  fc.oneof(
    fc.record({ attribute: fc.constant(attribute) }),
    fc.record({
      attribute: fc.constant(attribute),
      is: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, 'begins_with' as const),
    }),
    fc.record({ attribute: fc.constant(attribute), values: fc.tuple(value) }),
    fc.record({
      attribute: fc.constant(attribute),
      is: fc.constant('between' as const),
      values: fc.tuple(value, value),
    }),
  ),
)
const givens = fc.array(given, { maxLength: 3 })
const condition: fc.Arbitrary<WriteCondition> = fc.oneof(
  fc.constantFrom('exists' as const, 'absent' as const),
  fc.record({ attribute: name, is: fc.constantFrom('unchanged' as const, 'at-least' as const) }),
)
const operation: fc.Arbitrary<PatternOperation> = fc.oneof(
  fc.record(
    {
      type: fc.constant('query' as const),
      entityIds: fc.subarray(['order', 'line', 'odd']),
      by: givens,
      where: fc.array(given, { minLength: 1, maxLength: 2 }),
      order: fc.record({ attribute: name, direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
      limit: fc.integer({ min: 1, max: 1000 }),
      attributes: fc.array(name, { minLength: 1, maxLength: 3 }),
      consistent: fc.constant(true as const),
    },
    { requiredKeys: ['type', 'entityIds', 'by'] },
  ),
  fc.record(
    {
      type: fc.constant('update' as const),
      entityId: fc.constantFrom('order', 'odd'),
      by: givens,
      sets: fc.array(name, { maxLength: 2 }),
      adds: fc.array(name, { minLength: 1, maxLength: 2 }),
      removes: fc.array(name, { minLength: 1, maxLength: 2 }),
      condition,
    },
    { requiredKeys: ['type', 'entityId', 'by', 'sets'] },
  ),
) as fc.Arbitrary<PatternOperation>

test('what a cell shows is read as what it shows', () => {
  fc.assert(
    fc.property(operation, it => {
      const from = pattern(it)
      for (const cell of CELLS) {
        if (!isTyped(document, from, cell)) continue
        const entry = readCell(document, from, cell, cellText(document, from, cell) ?? '')
        expect(entry).toHaveProperty('change')
        if ('change' in entry && entry.change.operation) expect(entry.change.operation).toEqual(it)
      }
    }),
  )
})

test('no text breaks the reader', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CELLS), fc.string({ unit: 'grapheme' }), (cell, text) => {
      const entry = readCell(document, query, cell, text)
      expect(Object.keys(entry)).toHaveLength(1)
    }),
  )
})
