import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, itemsOf, malformed, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)

async function item(attributes: object): Promise<{ S: string }> {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, ...attributes } })
  return pk
}

describe('an update', () => {
  const before = { n: N(1), m: { M: { x: N(1), y: N(2) } }, l: { L: [N(1), N(2), N(3)] } }
  const SET = 'SET n = 5, m.x = 6, l[2] = 7, l[0] = 8, a = 9'
  const update = async (returning: string) => {
    const pk = await item(before)
    return { pk, items: await itemsOf(`UPDATE ${HASH} ${SET} WHERE pk = ? RETURNING ${returning}`, [pk]) }
  }
  const after = {
    n: N(5),
    m: { M: { x: N(6), y: N(2) } },
    l: { L: [N(8), N(2), N(7)] },
    a: N(9),
  }

  test('returns the whole item before or after', async () => {
    const old = await update('ALL OLD *')
    expect(old.items).toEqual([{ pk: old.pk, ...before }])
    const now = await update('all new *')
    expect(now.items).toEqual([{ pk: now.pk, ...after }])
  })

  test('returns what it touched, list elements packed', async () => {
    expect((await update('MODIFIED OLD *')).items).toEqual([
      { n: N(1), m: { M: { x: N(1) } }, l: { L: [N(1), N(3)] } },
    ])
    expect((await update('MODIFIED NEW *')).items).toEqual([
      { n: N(5), m: { M: { x: N(6) } }, l: { L: [N(8), N(7)] }, a: N(9) },
    ])
  })

  test('returns no item where nothing of it is left', async () => {
    const pk = await item({ a: N(1) })
    const remove = `UPDATE ${HASH} REMOVE a WHERE pk = ? RETURNING MODIFIED`
    expect(await itemsOf(`${remove} NEW *`, [pk])).toEqual([])
    expect(await itemsOf(`${remove} OLD *`, [pk])).toEqual([])
  })

  test('returns behind the condition too', async () => {
    const pk = await item({ n: N(1) })
    expect(await itemsOf(`FROM ${HASH} WHERE pk = ? SET n = 2 RETURNING ALL NEW *`, [pk])).toEqual([{ pk, n: N(2) }])
  })
})

describe('a delete', () => {
  test('returns the item that was', async () => {
    const pk = await item({ n: N(1) })
    const remove = `DELETE FROM ${HASH} WHERE pk = ? RETURNING ALL OLD *`
    expect(await itemsOf(remove, [pk])).toEqual([{ pk, n: N(1) }])
    expect(await itemsOf(remove, [pk])).toEqual([])
  })

  test.each(['ALL NEW', 'MODIFIED OLD', 'MODIFIED NEW'])('does not return %s', async returning => {
    expect(await refusalOf(execute(`DELETE FROM ${HASH} WHERE pk = 'a' RETURNING ${returning} *`))).toEqual(
      validation(
        `Invalid returning clause: RETURNING ${returning} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
      ),
    )
  })
})

test('other clauses cannot be read', async () => {
  for (const returning of ['*', 'SOME OLD *', 'ALL OLDER *']) {
    expect(await refusalOf(execute(`DELETE FROM ${HASH} WHERE pk = 'a' RETURNING ${returning}`))).toEqual(
      malformed('Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.'),
    )
  }
})
