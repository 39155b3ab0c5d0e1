import { describe, expect, test } from 'vitest'
import { refusedCall, validation, worded } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })

async function fault(KeyConditionExpression: string | undefined, values?: Record<string, object>, more: object = {}) {
  return refusedCall('Query', {
    TableName: tables.range,
    ...(KeyConditionExpression === undefined ? {} : { KeyConditionExpression }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    ...more,
  })
}
const V = { ':p': S('a'), ':v': S('b') }
const invalid = (text: string) => validation(`Invalid KeyConditionExpression: ${text}`)
const prefixed = (text: string) => worded(`Invalid KeyConditionExpression: ${text}`, text)

test('none given', async () => {
  expect(await fault(undefined)).toEqual(
    validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'),
  )
})

test('an empty one', async () => {
  expect(await fault('')).toEqual(invalid('The expression can not be empty;'))
})

test('a syntax error', async () => {
  expect(await fault('pk = :p AND', V)).toEqual(invalid('Syntax error; token: "<EOF>", near: "AND"'))
})

test('an undefined value', async () => {
  expect(await fault('pk = :x', V)).toEqual(
    invalid('An expression attribute value used in expression is not defined; attribute value: :x'),
  )
})

describe('operators that are not allowed', () => {
  test.each([
    ['pk = :p OR sk = :v', 'OR'],
    ['pk = :p AND NOT sk = :v', 'NOT'],
    ['pk = :p AND sk IN (:v)', 'IN'],
    ['pk = :p AND sk <> :v', '<>'],
    ['pk = :p AND contains(sk, :v)', 'contains'],
  ])('%s', async (expression, operator) => {
    expect(await fault(expression, V)).toEqual(
      validation(`Invalid operator used in KeyConditionExpression: ${operator}`),
    )
  })

  test('attribute_exists', async () => {
    expect(await fault('pk = :p AND attribute_exists(sk)', { ':p': S('a') })).toEqual(
      validation('Invalid operator used in KeyConditionExpression: attribute_exists'),
    )
  })
})

test('a nested function', async () => {
  expect(await fault('pk = :p AND size(sk) > :v', { ':p': S('a'), ':v': { N: '1' } })).toEqual(
    validation('KeyConditionExpressions cannot contain nested operations'),
  )
})

test('a nested attribute', async () => {
  expect(await fault('pk = :p AND sk.x = :v', V)).toEqual(
    prefixed('KeyConditionExpressions cannot have conditions on nested attributes'),
  )
})

test('a key used twice', async () => {
  expect(await fault('pk = :p AND sk > :v AND sk < :w', { ...V, ':w': S('c') })).toEqual(
    prefixed('KeyConditionExpressions must only contain one condition per key'),
  )
})

test('two names in one condition', async () => {
  expect(await fault('pk = :p AND sk = other_name', { ':p': S('a') })).toEqual(
    validation('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'),
  )
})

test('no name in a condition', async () => {
  expect(await fault('pk = :p AND :v = :v', V)).toEqual(
    validation('Invalid condition in KeyConditionExpression: No key attribute specified'),
  )
})

test('the operands of begins_with the wrong way round', async () => {
  expect(await fault('pk = :p AND begins_with(:v, sk)', V)).toEqual(
    validation(
      'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand',
    ),
  )
})

test('the operands of BETWEEN the wrong way round', async () => {
  expect(await fault('pk = :p AND :v BETWEEN sk AND :w', { ...V, ':w': S('c') })).toEqual(
    validation(
      'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand',
    ),
  )
})

test('more conditions than key attributes', async () => {
  expect(await fault('pk = :p AND sk = :v AND x = :v', V)).toEqual(
    worded(
      'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
      'Conditions can be of length 1 or 2 only',
    ),
  )
})

describe('a key attribute that has no condition', () => {
  test('the partition key', async () => {
    expect(await fault('sk = :v', { ':v': S('b') })).toEqual(
      validation('Query condition missed key schema element: pk'),
    )
  })

  test('the sort key, for which another attribute stands', async () => {
    expect(await fault('pk = :p AND x = :v', V)).toEqual(validation('Query condition missed key schema element: sk'))
  })

  test('the partition key of an index', async () => {
    expect(await fault('pk = :p', { ':p': S('a') }, { TableName: tables.global, IndexName: 'all' })).toEqual(
      validation('Query condition missed key schema element: gpk'),
    )
  })
})

describe('the partition key needs equality', () => {
  test.each(['pk > :p', 'begins_with(pk, :p)', 'pk BETWEEN :p AND :p'])('%s', async expression => {
    expect(await fault(expression, { ':p': S('a') })).toEqual(validation('Query key condition not supported'))
  })
})

test('a second condition on a table that has only a partition key', async () => {
  expect(await fault('pk = :p AND x = :v', V, { TableName: tables.hash })).toEqual(
    validation('Query key condition not supported'),
  )
})

describe('values', () => {
  test('of another type than the key', async () => {
    const MISMATCH = validation(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    )
    expect(await fault('pk = :p', { ':p': { N: '1' } })).toEqual(MISMATCH)
    expect(await fault('pk = :p AND sk > :v', { ':p': S('a'), ':v': { N: '1' } })).toEqual(MISMATCH)
  })

  test('of BETWEEN the wrong way round', async () => {
    expect(await fault('pk = :p AND sk BETWEEN :v AND :w', { ':p': S('a'), ':v': S('c'), ':w': S('b') })).toEqual(
      invalid(
        'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:c}, upper bound operand: AttributeValue: {S:b}',
      ),
    )
  })

  test('that are no values have no envelope', async () => {
    expect(await fault('pk = :p', { ':p': { N: 'x' } })).toEqual(
      worded(
        'The parameter cannot be converted to a numeric value: x',
        'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :p',
      ),
    )
  })
})

describe('an index with several key attributes', () => {
  const INDEX = { TableName: tables.multiKey, IndexName: 'four-four' }
  const HASH = { ':h1': S('a'), ':h2': { N: '1' }, ':h3': { B: 'AA==' }, ':h4': S('d') }
  const EQUAL = 'h1 = :h1 AND h2 = :h2 AND h3 = :h3 AND h4 = :h4'

  // The words around what these patterns name are not known.
  const EQUALITY = validation(expect.stringMatching(/HASH.*equality/))

  test('needs every partition attribute', async () => {
    const { ':h4': _, ...three } = HASH
    expect(await fault('h1 = :h1 AND h2 = :h2 AND h3 = :h3', three, INDEX)).toEqual(EQUALITY)
  })

  test.each(['h2 > :h2', 'h2 BETWEEN :h2 AND :h2'])(
    'needs equality on every partition attribute, not %s',
    async range => {
      expect(await fault(`h1 = :h1 AND ${range} AND h3 = :h3 AND h4 = :h4`, HASH, INDEX)).toEqual(EQUALITY)
    },
  )

  test('takes a range on the last named sort attribute only', async () => {
    expect(
      await fault(`${EQUAL} AND r1 > :1 AND r2 = :2`, { ...HASH, ':1': S('a'), ':2': { N: '1' } }, INDEX),
    ).toEqual(
      validation(
        'RANGE key attributes r1 must have equality conditions specified in the query because a condition is present on key attribute r2',
      ),
    )
  })

  test('takes sort attributes from the left, without gaps', async () => {
    const refusal = await fault(`${EQUAL} AND r2 = :2`, { ...HASH, ':2': { N: '1' } }, INDEX)
    expect(refusal.name).toBe('ValidationException')
  })
})

describe('order', () => {
  test('operands are checked before the table is looked up', async () => {
    const more = { TableName: 'no-such-table-here' }
    expect((await fault('pk = :p OR sk = :v', V, more)).message).toBe(
      'Invalid operator used in KeyConditionExpression: OR',
    )
    expect((await fault('pk = :p', { ':p': S('a') }, more)).name).toBe('ResourceNotFoundException')
  })

  test('the index is looked up before the key condition is compared with it', async () => {
    expect(await fault('x = :p', { ':p': S('a') }, { IndexName: 'nothing' })).toEqual(
      validation('The table does not have the specified index: nothing'),
    )
  })
})
