import { expect, test } from 'vitest'
import { applyDiff, type ModelDocument, type ModelRecord, planOf, runCommand, withSampleData } from '#modeling'
import { shopModel } from '../../modeling/testing/shop-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

/** The shop with one global index on one attribute of a text key, and statements with the values of its sample data. */
function shopWithStatements(): ModelDocument {
  const filled = withSampleData(shopModel, { roots: 4, children: 6 })
  const items = Object.values(filled.records).flatMap(record => (record.kind === 'item' ? [record.item] : []))
  const order = items.find(({ SK }) => SK !== undefined && 'S' in SK && SK.S.startsWith('ORDER#'))
  const product = items.find(({ category }) => category !== undefined)
  if (
    order?.PK === undefined ||
    order.SK === undefined ||
    product?.GSI1PK === undefined ||
    product.PK === undefined
  ) {
    throw new Error('no samples')
  }
  const statements: readonly (readonly [statement: string, parameters: readonly ModelValue[]])[] = [
    ['SELECT * FROM "Shop" WHERE PK = ? AND SK = ?', [order.PK, order.SK]],
    [`SELECT orderId, total FROM "Shop" WHERE PK = ? AND begins_with(SK, 'ORDER#')`, [order.PK]],
    ['SELECT * FROM "Shop" WHERE PK = ? ORDER BY SK DESC', [order.PK]],
    ['SELECT * FROM "Shop"."GSI1" WHERE GSI1PK = ? AND price > 1', [product.GSI1PK]],
    [`SELECT * FROM "Shop" WHERE PK = ? AND status <> 'x'`, [order.PK]],
    ['SELECT * FROM "Shop" WHERE PK IN [?, ?]', [order.PK, product.PK]],
    ['SELECT title FROM "Shop" WHERE price > 10', []],
    [`INSERT INTO "Shop" VALUE {'PK': 'NEW#1', 'SK': '#META', 'GSI1PK': 'CATEGORY#new', 'price': 12}`, []],
    [`UPDATE "Shop" SET status = 'SHIPPED' WHERE PK = ? AND SK = ?`, [order.PK, order.SK]],
    ['UPDATE "Shop" SET price = price + 1 WHERE PK = ? AND SK = \'#META\'', [product.PK]],
    ['DELETE FROM "Shop" WHERE PK = ? AND SK = ?', [order.PK, order.SK]],
  ]
  const result = runCommand(filled, 'add-patterns', {
    patterns: statements.map(([statement, parameters]) => ({
      name: statement,
      operation: { type: 'partiql', statement, parameters },
    })),
  })
  if ('problems' in result) throw new Error(result.problems[0]?.message)
  return applyDiff(filled, result.diff)
}

type ModelValue = Extract<ModelRecord, { kind: 'item' }>['item'][string]

test('statements read and meter what the model says they do', async () => {
  const document = shopWithStatements()
  const report = await proveOnEngine(document)
  expect(report.patterns.filter(({ outcome }) => outcome !== 'proved')).toEqual([])
  const plan = planOf(document)
  const verdicts = report.patterns
    .filter(({ calls }) => calls[0]?.call === 'ExecuteStatement')
    .map(({ patternId }) => plan.get(patternId)?.verdict)
  expect(verdicts).toEqual([
    ...['exact', 'exact', 'exact', 'exact', 'filters', 'exact', 'scan', 'exact', 'exact', 'exact', 'exact'],
  ])
})
