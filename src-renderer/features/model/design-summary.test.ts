import { describe, expect, test } from 'vitest'
import { documentOf, estimateCost, type ModelRecord, planOf, readPrices } from '#modeling'
import priceFile from '../../../resources/prices/dynamodb.json'
import { designSummary } from './design-summary.ts'

const records: readonly ModelRecord[] = [
  { kind: 'model', id: 'model', position: 1, name: 'Shop' },
  {
    kind: 'entity',
    id: 'entity-1',
    position: 1,
    name: 'Order',
    attributes: [
      { name: 'customerId', type: 'S' },
      { name: 'orderId', type: 'S' },
      { name: 'status', type: 'S' },
    ],
    identity: ['orderId'],
    volume: { count: 1000 },
  },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Orders',
    key: { partition: [{ name: 'customerId', type: 'S' }], sort: [{ name: 'orderId', type: 'S' }] },
    attributes: [],
    billing: { mode: 'PAY_PER_REQUEST' },
  },
  { kind: 'placement', id: 'placement-1', position: 1, tableId: 'table-1', entityId: 'entity-1', templates: {} },
]
const query = (id: number, attribute: string, average?: number): ModelRecord => ({
  kind: 'pattern',
  id: `pattern-${id}`,
  position: id,
  name: `by ${attribute} ${id}`,
  operation: { type: 'query', entityIds: ['entity-1'], by: [{ attribute }] },
  ...(average === undefined ? {} : { rate: { average } }),
})
function summaryOf(...patterns: readonly ModelRecord[]) {
  const document = documentOf([...records, ...patterns])
  const plan = planOf(document)
  return designSummary(document, plan, estimateCost(document, plan, readPrices(priceFile, undefined)))
}

describe('a design in three figures', () => {
  test('counts how the patterns are answered, the best first', () => {
    const { patterns, verdicts } = summaryOf(query(1, 'status'), query(2, 'customerId'), query(3, 'customerId'))
    expect(patterns).toBe(3)
    expect(verdicts.map(({ verdict, words }) => [verdict, words])).toEqual([
      ['exact', '2 exact'],
      ['scan', '1 scan'],
    ])
    expect(verdicts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  test('names what is dearest and adds up to the whole bill', () => {
    const rates = [5, 400, 20, 80, 1]
    const { cost, costs } = summaryOf(...rates.map((rate, at) => query(at + 1, 'customerId', rate)))
    expect(cost).toBeGreaterThan(0)
    expect(costs.map(({ id }) => id)).toEqual(['pattern-2', 'pattern-4', 'pattern-3', 'others', 'standing'])
    expect(costs[3]?.words).toMatch(/^2 other patterns \$/)
    expect(costs.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  test('has no bill as long as no pattern has a rate', () => {
    expect(summaryOf(query(1, 'customerId'))).toMatchObject({ cost: undefined, costs: [] })
  })
})
