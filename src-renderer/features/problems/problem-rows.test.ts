import { describe, expect, test } from 'vitest'
import { type Diagnostic, diagnose, documentOf, type ModelDocument } from '#modeling'
import { problemRows, severityCounts } from './problem-rows.ts'

const document: ModelDocument = documentOf([
  { kind: 'model', id: 'model', position: 0, name: '' },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Orders',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [] },
    attributes: [],
  },
  { kind: 'item', id: 'item-1', tableId: 'table-1', position: 1, item: { colour: { S: 'red' } } },
])
const problems: readonly Diagnostic[] = diagnose(document)
const ALL = { severities: new Set<never>(), text: '' }

describe('problemRows', () => {
  test('puts errors first and names the place', () => {
    const rows = problemRows(document, problems, ALL)
    expect(rows.map(({ problem, place }) => `${problem.severity} ${problem.code}: ${place}`)).toEqual([
      'error empty-model-name: Model',
      'error missing-key-attribute: Orders › item › PK',
      'info undeclared-attribute: Orders › item › colour',
    ])
  })

  test('filters by severity', () => {
    const rows = problemRows(document, problems, { severities: new Set(['info'] as const), text: '' })
    expect(rows.map(({ problem }) => problem.code)).toEqual(['undeclared-attribute'])
  })

  test('finds all words in message, place and code, whatever their case', () => {
    const found = (text: string) =>
      problemRows(document, problems, { ...ALL, text }).map(({ problem }) => problem.code)
    expect(found('ORDERS missing')).toEqual(['missing-key-attribute'])
    expect(found('undeclared-attr')).toEqual(['undeclared-attribute'])
    expect(found('orders nothing')).toEqual([])
  })
})

test('severityCounts', () => {
  expect(severityCounts(problems)).toEqual({ error: 2, warning: 0, info: 1 })
})
