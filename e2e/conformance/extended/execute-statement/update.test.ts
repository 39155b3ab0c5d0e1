import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { CONDITION_FAILED, INVALID, NOT_FOUND, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)
const stored = async (pk: { S: string }) =>
  (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item

/** An item in the table of strings. */
async function item(attributes: object): Promise<{ S: string }> {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, ...attributes } })
  return pk
}

/** What an item becomes by these clauses. */
async function updated(attributes: object, clauses: string): Promise<unknown> {
  const pk = await item(attributes)
  await execute(`UPDATE ${HASH} ${clauses} WHERE pk = ?`, [pk])
  const { pk: _, ...rest } = (await stored(pk)) ?? {}
  return rest
}

describe('clauses', () => {
  test.each<[string, object, object]>([
    ["SET a = 'new'", { a: N(1) }, { a: S('new') }],
    ['SET a = 1, b = 2', {}, { a: N(1), b: N(2) }],
    ['SET a = 1 SET b = 2 REMOVE c', { c: N(3) }, { a: N(1), b: N(2) }],
    ['REMOVE a, b', { a: N(1), b: N(2), c: N(3) }, { c: N(3) }],
    ['SET a = b', { b: { L: [N(1)] } }, { a: { L: [N(1)] }, b: { L: [N(1)] } }],
    ['SET n = n + 1', { n: N(1) }, { n: N(2) }],
    ['SET n = n - 1.5', { n: N(1) }, { n: N('-0.5') }],
    ['SET n = a + b - 1', { a: N(1), b: N(2) }, { a: N(1), b: N(2), n: N(2) }],
    ['SET n=n-1', { n: N(1) }, { n: N(0) }],
    ['SET l = list_append(l, [2])', { l: { L: [N(1)] } }, { l: { L: [N(1), N(2)] } }],
    ['SET l = LIST_APPEND([0], l)', { l: { L: [N(1)] } }, { l: { L: [N(0), N(1)] } }],
    ['SET s = set_add(s, <<3>>)', { s: { NS: ['1', '2'] } }, { s: { NS: ['1', '2', '3'] } }],
    ["SET s = set_add(s, <<'a'>>)", {}, { s: { SS: ['a'] } }],
    ['SET s = set_delete(s, <<2>>)', { s: { NS: ['1', '2'] } }, { s: { NS: ['1'] } }],
    ['SET s = set_delete(s, <<1, 2>>)', { s: { NS: ['1', '2'] }, a: N(1) }, { a: N(1) }],
    ['SET m.x = 1 REMOVE m.y', { m: { M: { y: N(2) } } }, { m: { M: { x: N(1) } } }],
    ['SET l[0] = 9, l[5] = 7', { l: { L: [N(1), N(2)] } }, { l: { L: [N(9), N(2), N(7)] } }],
    ['REMOVE l[0]', { l: { L: [N(1), N(2)] } }, { l: { L: [N(2)] } }],
    ['SET "a b" = {\'k\': [1]}', {}, { 'a b': { M: { k: { L: [N(1)] } } } }],
  ])('%s', async (clauses, before, after) => {
    expect(await updated(before, clauses)).toEqual(after)
  })

  test('may follow the condition', async () => {
    const pk = await item({ n: N(1) })
    await execute(`FROM ${HASH} WHERE pk = ? SET n = n + 1 REMOVE x`, [pk])
    expect(await stored(pk)).toEqual({ pk, n: N(2) })
  })
})

describe('conditions', () => {
  test('a missing item is a failed condition and is not made', async () => {
    const pk = S(uniqueKey())
    expect(await refusalOf(execute(`UPDATE ${HASH} SET a = 1 WHERE pk = ?`, [pk]))).toEqual(CONDITION_FAILED)
    expect(await stored(pk)).toBeUndefined()
  })

  test('what stands beside the key has to hold', async () => {
    const pk = await item({ n: N(1) })
    const update = (condition: string) => execute(`UPDATE ${HASH} SET n = 5 WHERE pk = ? AND ${condition}`, [pk])
    expect(await refusalOf(update('n = 2'))).toEqual(CONDITION_FAILED)
    expect(await refusalOf(update('a = 1'))).toEqual(CONDITION_FAILED)
    await update('(n = 1 OR a = 1) AND a IS MISSING')
    expect(await stored(pk)).toEqual({ pk, n: N(5) })
  })

  test('the item is in the error where it is asked for', async () => {
    const pk = await item({ n: N(1) })
    const failing = (ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | 'NONE') =>
      execute(`UPDATE ${HASH} SET n = 5 WHERE pk = ? AND n = 2`, [pk], { ReturnValuesOnConditionCheckFailure })
    await expect(failing('ALL_OLD')).rejects.toMatchObject({ ...CONDITION_FAILED, Item: { pk, n: N(1) } })
    const without = await failing('NONE').catch((error: unknown) => error)
    expect((without as { Item?: unknown }).Item).toBeUndefined()
  })
})

describe('is refused', () => {
  const KEYS = validation('Where clause does not contain a mandatory equality on all key attributes')

  test('without the whole key', async () => {
    const update = (where: string) => refusalOf(execute(`UPDATE ${RANGE} SET a = 1 ${where}`))
    expect(await update('')).toEqual(KEYS)
    expect(await update("WHERE pk = 'a'")).toEqual(KEYS)
    expect(await update("WHERE pk = 'a' AND sk > 'b'")).toEqual(KEYS)
    expect(await update("WHERE pk = 'a' AND sk IN ['b']")).toEqual(KEYS)
    expect(await update("WHERE pk = 'a' AND (sk = 'b' OR sk = 'c')")).toEqual(KEYS)
  })

  test('with two values for a key, not with one value twice', async () => {
    expect(await refusalOf(execute(`UPDATE ${HASH} SET a = 1 WHERE pk = 'a' AND pk = 'b'`))).toEqual(
      validation('Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported'),
    )
    const pk = await item({})
    await execute(`UPDATE ${HASH} SET a = 1 WHERE pk = ? AND pk = ?`, [pk, pk])
    expect(await stored(pk)).toEqual({ pk, a: N(1) })
  })

  test('of a table that is not there', async () => {
    expect(await refusalOf(execute(`UPDATE "no-such-table" SET a = 1 WHERE pk = 'a'`))).toEqual(NOT_FOUND)
  })

  test('of a key', async () => {
    expect(await refusalOf(execute(`UPDATE ${HASH} SET pk = 'b' WHERE pk = 'a'`))).toEqual(
      validation(`${INVALID}Cannot update attribute pk. This attribute is part of the key`),
    )
  })

  test('where a stored value has the wrong type', async () => {
    const pk = await item({ s: S('text') })
    const wrong = validation('An operand in the update expression has an incorrect data type')
    for (const clause of ['SET s = s + 1', 'SET s = list_append(s, [1])', 'SET s = set_add(s, <<1>>)']) {
      expect(await refusalOf(execute(`UPDATE ${HASH} ${clause} WHERE pk = ?`, [pk]))).toEqual(wrong)
    }
  })

  test('where what is read is missing', async () => {
    const pk = await item({})
    expect(await refusalOf(execute(`UPDATE ${HASH} SET a = b WHERE pk = ?`, [pk]))).toEqual(
      validation('The provided expression refers to an attribute that does not exist in the item'),
    )
    expect(await refusalOf(execute(`UPDATE ${HASH} SET m.x = 1 WHERE pk = ?`, [pk]))).toEqual(
      validation('The document path provided in the update expression is invalid for update'),
    )
  })

  const UPDATE = `UPDATE ${HASH} SET `
  const at = (before: string, length: number) => `1:${UPDATE.length + before.length + 1}:${length}`
  test.each<[string, string]>([
    ['s = set_add(t, <<1>>)', `The first argument to SET_ADD must equal the assignment value at ${at('s = ', 7)}`],
    ['s = set_add(s)', `SET_ADD must have exactly two arguments at ${at('s = ', 7)}`],
    ['s = set_add(s, 1)', `The second argument to SET_ADD must be a value with type SET at ${at('s = set_add(', 1)}`],
    ['s = set_delete(s, <<>>)', 'Empty bags are not supported'],
    [
      's = set_delete(s, [1])',
      `The second argument to SET_DELETE must be a value with type SET at ${at('s = set_delete(', 1)}`,
    ],
    ['s = unheard_of(s)', `Unrecognized function: unheard_of at ${at('s = ', 10)}`],
    [
      'a = list_append(a, 1)',
      'Incorrect operand type for operator or function; operator or function: list_append, operand type: N',
    ],
    ["a = a + 'x'", 'Incorrect operand type for operator or function; operator or function: +, operand type: S'],
    [
      'a = 1, a.b = 2',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
    ],
  ])('SET %s', async (clause, message) => {
    expect(await refusalOf(execute(`${UPDATE}${clause} WHERE pk = 'a'`))).toEqual(validation(message))
  })
})
