import { expect, test } from 'vitest'
import { diagnose, isFault, parseTemplate, placementsOf, recordOfKind } from '#modeling'
import { problemsByRecord } from '../../../stores/open-model.ts'
import { PLACED_SHOP } from '../testing-shop.ts'
import { chartColumns, faultText, roleOf, storedNames } from './chart-columns.ts'

const table = recordOfKind(PLACED_SHOP, 'table', 'table-1')
const columns = table
  ? chartColumns({ document: PLACED_SHOP, table, problems: problemsByRecord(diagnose(PLACED_SHOP)), extra: ['type'] })
  : []
const [customer, order] = placementsOf(PLACED_SHOP, 'table-1')
const column = (id: string) => columns.find(column => column.id === id)

test('a column for each key attribute, the table first, then the indexes, then constants', () => {
  expect(columns.map(({ title, badge }) => (badge ? `${badge} ${title}` : title))).toEqual([
    'Entity',
    'Role',
    'Name',
    'PK PK',
    'SK SK',
    'waiting PK GSI1PK',
    'waiting SK GSI1SK',
    'type',
    'Stored attributes',
    'Item',
  ])
})

test('a cell is the template, or visibly nothing where the items lack the attribute', () => {
  expect(order && column('SK')?.cell(order)?.text).toBe('ORDER#{placedAt|day}#{orderId}')
  expect(customer && column('GSI1PK')?.cell(customer)).toBeUndefined()
})

test('a wrong template is refused with the place', () => {
  expect(order && column('SK')?.validate?.(order, 'ORDER#{orderId')).toBe(
    'The brace is not closed, at ORDER#▸{orderId',
  )
  const text = 'A-LONG-BEGINNING#{}'
  const fault = parseTemplate(text)
  expect(isFault(fault) && faultText(text, fault)).toBe('The braces name no attribute, at …-BEGINNING#{▸}')
})

test.each([
  ['', 'main'],
  ['u', 'unique'],
  ['Copy', 'copy'],
  ['other', undefined],
])('role %j', (text, role) => expect(roleOf(text)).toBe(role))

test.each([
  ['', undefined],
  ['all', undefined],
  ['none', []],
  ['a, b,a', ['a', 'b']],
])('stored %j', (text, names) => expect(storedNames(text)).toEqual(names))
