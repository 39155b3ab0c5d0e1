import { describe, expect, test } from 'vitest'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { execute, inTables, malformed, name } from '../statement.ts'

const T = name(tables.hash)
const refusal = (statement: string) => refusalOf(execute(inTables(statement)))

describe('statements that cannot be read', () => {
  test.each<[string, string]>([
    // What is left over.
    [`SELECT * FROM "hash" WHERE pk = 'a' garbage`, 'Unexpected token after expression'],
    [`SELECT * FROM "hash" WHERE pk = 'a')`, 'Unexpected token after expression'],
    [`SELECT * FROM "hash" ORDER BY pk WHERE pk = 'a'`, 'Unexpected token after expression'],
    [`DELETE FROM "hash" WHERE pk = 'a' ORDER BY pk`, 'Unexpected token after expression'],
    [`INSERT INTO "hash" t VALUE {'pk': 'a'}`, 'Unexpected token after expression'],
    [`FROM "hash" SET c = 1 WHERE pk = 'a'`, 'Unexpected token after expression'],
    [`FROM "hash" WHERE pk = 'a' SET c = 1 WHERE pk = 'a'`, 'Unexpected token after expression'],
    // Where something has to stand.
    ['SELECT * FROM', 'Unexpected term'],
    ['SELECT', 'Unexpected term'],
    [`SELECT * FROM "hash" WHERE`, 'Unexpected term'],
    [`SELECT * FROM "hash" WHERE NOT`, 'Unexpected term'],
    [`SELECT * FROM "hash" WHERE (`, 'Unexpected term'],
    [`SELECT * FROM "hash" WHERE pk = )`, 'Unexpected term'],
    [`SELECT * FROM "hash" WHERE pk = 'a' AND`, 'Missing right-hand side expression of infix operator'],
    [`SELECT * FROM "hash" WHERE pk = 'a' OR`, 'Missing right-hand side expression of infix operator'],
    [`SELECT * FROM "hash" WHERE pk =`, 'Missing right-hand side expression of infix operator'],
    [`SELECT * FROM "hash" WHERE ORDER BY pk`, 'Unexpected keyword'],
    [`SELECT * FROM "hash" WHERE size = 1`, 'Unexpected keyword'],
    [`SELECT * FROM "hash" WHERE = 'a'`, 'Unexpected operator'],
    [`SELECT * FROM "hash" WHERE AND pk = 'a'`, 'Unexpected operator'],
    [`SELECT * FROM "hash" WHERE pk IS 5`, 'Expected type name'],
    [`SELECT * FROM "hash" WHERE pk IS NOT nothing`, 'Expected type name'],
    ['DELETE FROM', 'Expected identifier for simple path'],
    ["DELETE FROM WHERE pk = 'a'", 'Expected identifier for simple path'],
    ['UPDATE', 'Expected identifier for simple path'],
    [`SELECT a.order FROM "hash"`, 'Invalid path dot component'],
    [`SELECT a.size FROM "hash"`, 'Invalid path dot component'],
    // What is no statement.
    [`SLECT * FROM "hash" WHERE pk = 'a'`, 'Expected data manipulation'],
    [`UPDATE "hash"`, 'Expected data manipulation'],
    [`UPDATE "hash" WHERE pk = 'a'`, 'Expected data manipulation'],
    [`FROM "hash" WHERE pk = 'a'`, 'Expected data manipulation'],
    // Inside a token.
    [`SELECT * FROM "hash" # comment`, ''],
    [`SELECT * FROM "hash" /* comment`, ''],
    [`SELECT * FROM "hash" WHERE pk = 'a`, ''],
    [`SELECT * FROM "hash" WHERE n = 1e2147483648`, ''],
  ])('%s', async (statement, detail) => {
    expect(await refusal(statement)).toEqual(malformed(detail))
  })
})

describe('statements that can be read and are refused', () => {
  test.each<[string, string]>([
    [`SELECT pk AS k FROM "hash"`, 'Aliasing is not supported'],
    [`SELECT * FROM "hash" AS t`, 'Aliasing is not supported'],
    [`SELECT * FROM "hash" t WHERE t.pk = 'a'`, 'Aliasing is not supported'],
    [`SELECT COUNT(*) FROM "hash"`, 'Unexpected path component at 1:8:5'],
    [`SELECT 'text' FROM "hash"`, 'Unexpected path component at 1:8:6'],
    [`SELECT pk, pk FROM "hash"`, 'Duplicate identifiers in select clause: pk'],
    [`SELECT a.b, b FROM "hash"`, 'Duplicate identifiers in select clause: b'],
    [`SELECT * FROM "hash" WHERE pk IS INT4`, 'Unsupported operation: IsType'],
    [`SELECT * FROM "hash" WHERE pk IS DOUBLE PRECISION`, 'Unsupported operation: IsType'],
    [`SELECT * FROM "hash" WHERE pk IS NOT INT8`, 'Unsupported operation: IsType'],
    ['SELECT * FROM "a"."b"."c"', 'A path may contain at most 2 components in the FROM clause'],
    ['SELECT * FROM ""', 'Path component cannot be an empty string'],
    [`SELECT "" FROM "hash"`, 'Path component cannot be an empty string'],
    [`SELECT * FROM "hash" WHERE "" = 1`, 'Path component cannot be an empty string'],
    [
      `INSERT INTO "hash"."index" VALUE {'pk': 'a'}`,
      `FROM clause may only contain a single table name in data manipulation statements at 1:13:${T.length}`,
    ],
    [`UPDATE "hash"."index" SET a = 1 WHERE pk = 'a'`, 'This operation is not supported on an index'],
    [`DELETE FROM "hash"."index" WHERE pk = 'a'`, 'This operation is not supported on an index'],
    [
      `EXISTS(SELECT * FROM "hash" WHERE pk = 'a' AND v = 1)`,
      'EXISTS can only be used in ExecuteTransaction write requests.',
    ],
    [`SELECT l[-1] FROM "hash"`, 'List index is not within the allowable range; index: [-1] at 1:11:1'],
    [
      `SELECT l[2147483648] FROM "hash"`,
      'List index is not within the allowable range; index: [2147483648] at 1:10:10',
    ],
  ])('%s', async (statement, message) => {
    expect(await refusal(statement)).toEqual(validation(message))
  })
})

describe('conditions that are refused', () => {
  const WHERE = `SELECT * FROM ${T} WHERE `
  const at = (token: string) => `1:${WHERE.length + 1}:${token.length}`

  test.each<[string, string]>([
    ['unheard_of(a) = 1', `Unrecognized function: unheard_of at ${at('unheard_of')}`],
    ['EXISTS(a)', `Unrecognized function: exists at ${at('exists')}`],
    ['a + 1 = 2', 'Unsupported operator in Condition Expression. Operator: +'],
    ['a - 1 = 2', 'Unsupported operator in Condition Expression. Operator: -'],
    [
      '-a = 2',
      'Incorrect number of operands for operator or function; operator or function: -, number of operands: 1',
    ],
    [
      'attribute_exists()',
      'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 0',
    ],
    [
      'begins_with(a)',
      'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
    ],
    [
      "attribute_exists('a')",
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
    ['a < true', 'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL'],
    ['a >= null', 'Incorrect operand type for operator or function; operator or function: >=, operand type: NULL'],
    [
      'attribute_exists(a) > false',
      'Incorrect operand type for operator or function; operator or function: >, operand type: BOOL',
    ],
    [
      `a IN [${Array.from({ length: 101 }, (_, n) => n).join(', ')}]`,
      'The IN operator is provided with too many operands; number of operands: 101',
    ],
  ])('%s', async (condition, message) => {
    expect(await refusal(WHERE + condition)).toEqual(validation(message))
  })
})

test('there is no LIMIT in a statement', async () => {
  expect(await refusal('SELECT * FROM "hash"\nLIMIT 5')).toEqual(validation('Unsupported clause: LIMIT at 2:7:1'))
})

test('a column is counted in characters, and a line begins anew', async () => {
  expect(await refusal(`SELECT "😀", COUNT(*) FROM ${T}`)).toEqual(validation('Unexpected path component at 1:13:5'))
  expect(await refusal(`SELECT "a",\r\n\r\n COUNT(*) FROM ${T}`)).toEqual(
    validation('Unexpected path component at 3:2:5'),
  )
})

test('what is wrong with the text comes before a missing table', async () => {
  expect(await refusal('SELECT COUNT(*) FROM "no-such-table"')).toEqual(
    validation('Unexpected path component at 1:8:5'),
  )
  expect(await refusal('SELECT * FROM "no-such-table" WHERE a < true')).toMatchObject({
    name: 'ValidationException',
  })
})

test('a statement has 1 to 8192 characters', async () => {
  const filled = (length: number) => {
    const statement = `SELECT * FROM ${T} WHERE pk = 'a' AND v = ''`
    return statement.replace(/''$/, `'${'x'.repeat(length - statement.length)}'`)
  }
  await expect(execute(filled(8192))).resolves.toMatchObject({ Items: [] })
  await expect(execute(filled(8193))).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(execute('')).rejects.toMatchObject({ name: 'ValidationException' })
})
