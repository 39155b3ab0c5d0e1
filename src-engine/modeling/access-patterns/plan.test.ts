import { expect, test } from 'vitest'
import { runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { shopModel, shopWithoutDesign } from '../testing/shop-model.ts'
import { keyConditionText } from './key-condition-text.ts'
import { planOf } from './plan.ts'

/** A plan as a reader sees it: per pattern verdict, requests with their key conditions, units. */
function rows(document = shopModel) {
  const plan = planOf(document)
  return patternsOf(document).map(({ id, name }) => {
    const path = plan.get(id)
    const calls = path?.calls.map(({ call, targets, times }) => {
      const where = targets.map(target => `${target.indexId ?? target.tableId}: ${keyConditionText(target)}`)
      return `${times > 1 ? `${times} × ` : ''}${call} ${where.join('; ')}`
    })
    return [name, path?.verdict, calls, path?.units.read.value, path?.units.write.value]
  })
}

test('each pattern of the shop is answered by its key', () => {
  expect(rows()).toMatchInlineSnapshot(`
    [
      [
        "Customer by id",
        "exact",
        [
          "GetItem shop: PK = CUSTOMER#{customerId} AND SK = #META",
        ],
        0.5,
        0,
      ],
      [
        "Customer by email",
        "exact",
        [
          "GetItem shop: PK = EMAIL#{email} AND SK = #EMAIL",
          "GetItem shop: PK = CUSTOMER#{customerId} AND SK = #META",
        ],
        1,
        0,
      ],
      [
        "Latest orders of a customer",
        "exact",
        [
          "Query shop: PK = CUSTOMER#{customerId} AND begins_with(SK, ORDER#)",
        ],
        1,
        0,
      ],
      [
        "Orders of a customer in a period",
        "exact",
        [
          "Query shop: PK = CUSTOMER#{customerId} AND SK BETWEEN ORDER#{placedAt.from} AND ORDER#{placedAt.to}…",
        ],
        0.5,
        0,
      ],
      [
        "Customer with orders",
        "exact",
        [
          "Query shop: PK = CUSTOMER#{customerId}",
        ],
        1,
        0,
      ],
      [
        "Lines of an order",
        "exact",
        [
          "Query shop: PK = ORDER#{orderId} AND begins_with(SK, LINE#)",
        ],
        0.5,
        0,
      ],
      [
        "Products of a category by price",
        "exact",
        [
          "Query gsi1: GSI1PK = CATEGORY#{category}",
        ],
        1.5,
        0,
      ],
      [
        "Register a customer",
        "exact",
        [
          "TransactWriteItems shop: PK = CUSTOMER#{customerId} AND SK = #META; shop: PK = EMAIL#{email} AND SK = #EMAIL",
        ],
        0,
        4,
      ],
      [
        "Place an order",
        "exact",
        [
          "TransactWriteItems shop: PK = CUSTOMER#{customerId} AND SK = ORDER#{placedAt}#{orderId}; shop: PK = ORDER#{orderId} AND SK = LINE#{line|pad:4}",
        ],
        0,
        8,
      ],
      [
        "Change the price of a product",
        "exact",
        [
          "UpdateItem shop: PK = PRODUCT#{productId} AND SK = #META",
        ],
        0,
        3,
      ],
      [
        "All products",
        "scan",
        [
          "2 × Scan gsi1: ",
        ],
        135,
        0,
      ],
    ]
  `)
})

test('without a design nothing is served, and that is said', () => {
  const plan = planOf(shopWithoutDesign)
  expect(new Set([...plan.values()].map(({ verdict }) => verdict))).toEqual(new Set(['not-served']))
  expect(plan.get('pattern-1')?.reasons).toEqual([{ text: 'Customer lies in no table yet', rule: 'P1' }])
})

test('a name or a rate makes no other plan, another question does', () => {
  const changed = (change: Parameters<typeof runCommand<'change-pattern'>>[2]): ModelDocument => {
    const result = runCommand(shopModel, 'change-pattern', change)
    if ('problems' in result) throw new Error('refused')
    return applyDiff(shopModel, result.diff)
  }
  const plan = planOf(shopModel)
  const patternId = 'pattern-1'
  expect(planOf(changed({ patternId, name: 'Customer', rate: { average: 99 } }))).toBe(plan)
  const scan = changed({ patternId, operation: { type: 'scan', entityIds: ['customer'] } })
  expect(planOf(scan).get(patternId)?.verdict).toBe('scan')
})
