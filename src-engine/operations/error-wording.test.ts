import { describe, expect, test } from 'vitest'
import { DynamoError, type OperationName } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'

/**
 * Both generations of texts, through the door of an engine that was told which to speak. Rows are the places where the
 * two are known to differ; the rest is claimed of each layer where it is found. Long because it is one table.
 */

const INVALID = 'One or more parameter values were invalid: '
const FAILED = 'failed to satisfy constraint: '
const Key = { p: { S: 'a' }, s: { S: 'b' } }
const ENVELOPE = '1 validation error detected: '

async function refusal(errorWording: 'current' | 'older', operation: OperationName, input: object): Promise<string> {
  await using engine = freshEngine({ errorWording })
  await engine.execute('CreateTable', {
    TableName: 'tab',
    AttributeDefinitions: [
      { AttributeName: 'p', AttributeType: 'S' },
      { AttributeName: 's', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'p', KeyType: 'HASH' },
      { AttributeName: 's', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  })
  try {
    await engine.execute(operation, input)
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ValidationException') return error.message
    throw error
  }
  return 'accepted'
}

interface Row {
  readonly operation: OperationName
  readonly input: object
  readonly current: string
  readonly older: string
}

const put = (value: object, current: string, older: string): Row => ({
  operation: 'PutItem',
  input: { TableName: 'tab', Item: { ...Key, v: value } },
  current: ENVELOPE + current,
  older,
})

const query = (input: object, current: string, older: string): Row => ({
  operation: 'Query',
  input: { TableName: 'tab', ...input },
  current,
  older,
})

const condition = (values: object, current: string, older: string): Row => ({
  operation: 'DeleteItem',
  input: { TableName: 'tab', Key, ConditionExpression: 'v = :v', ExpressionAttributeValues: values },
  current,
  older,
})

const deep = (levels: number): object => (levels === 0 ? { S: 'x' } : { L: [deep(levels - 1)] })
const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const ofValue = (text: string) => `ExpressionAttributeValues contains invalid value: ${text} for key :v`
const onlyWith = 'ExpressionAttributeValues can only be specified when using expressions'
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range'
const NO_NUMBER = 'The parameter cannot be converted to a numeric value'
const MIN_ONE = 'Member must have length greater than or equal to 1'

const ROWS: Readonly<Record<string, Row>> = {
  'values: duplicate strings': put(
    { SS: ['b', 'a', 'b'] },
    `${INVALID}Input collection ["a", "b", "b"] contains duplicates.`,
    `${INVALID}Input collection [b, a, b] contains duplicates.`,
  ),
  'values: duplicate binaries': put(
    { BS: ['AA==', '/w==', 'AA=='] },
    `${INVALID}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`,
    `${INVALID}Input collection [AA==, /w==, AA==]of type BS contains duplicates.`,
  ),
  'values: duplicate numbers': put(
    { NS: ['1', '1.0'] },
    `${INVALID}Input collection contains duplicates.`,
    'Input collection contains duplicates',
  ),
  'values: an empty number': put({ N: '' }, `${NO_NUMBER}: `, NO_NUMBER),
  'values: an exponent beyond 32 bits': put({ N: '1e2147483647' }, OVERFLOW, UNDERFLOW),
  'values: a bad number has one text, and the envelope in one layer': put(
    { N: 'x' },
    `${NO_NUMBER}: x`,
    `${NO_NUMBER}: x`,
  ),
  'expression values: bad number': condition(
    { ':v': { N: 'x' } },
    `${ENVELOPE}${NO_NUMBER}: x`,
    ofValue(`${NO_NUMBER}: x`),
  ),
  'expression values: no type, bare in both': condition({ ':v': {} }, EMPTY, ofValue(EMPTY)),
  'expression values: nested too deep, bare in both': condition({ ':v': deep(33) }, TOO_DEEP, ofValue(TOO_DEEP)),
  'expression values of a Query': query(
    { KeyConditionExpression: 'p = :v', ExpressionAttributeValues: { ':v': { NS: [] } } },
    `${INVALID}An number set  may not be empty`,
    ofValue(`${INVALID}An number set  may not be empty`),
  ),
  'values without expression: PutItem': {
    operation: 'PutItem',
    input: { TableName: 'tab', Item: Key, ExpressionAttributeValues: { ':v': { S: 'a' } } },
    current: ENVELOPE + onlyWith,
    older: `${onlyWith}: ConditionExpression is null`,
  },
  'values without expression: UpdateItem': {
    operation: 'UpdateItem',
    input: { TableName: 'tab', Key, ExpressionAttributeValues: { ':v': { S: 'a' } } },
    current: ENVELOPE + onlyWith,
    older: `${onlyWith}: UpdateExpression and ConditionExpression are null`,
  },
  'values without expression: Query': query(
    { KeyConditions: {}, ExpressionAttributeValues: { ':v': { S: 'a' } } },
    onlyWith,
    `${onlyWith}: FilterExpression and KeyConditionExpression are null`,
  ),
  'values without expression: Scan, which has not moved': {
    operation: 'Scan',
    input: { TableName: 'tab', ExpressionAttributeValues: { ':v': { S: 'a' } } },
    current: `${onlyWith}: FilterExpression is null`,
    older: `${onlyWith}: FilterExpression is null`,
  },
  'an expression': {
    operation: 'UpdateItem',
    input: { TableName: 'tab', Key, UpdateExpression: 'SET a = :v' },
    current: `${ENVELOPE}Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v`,
    older:
      'Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v',
  },
  'an expression that is too long': {
    operation: 'UpdateItem',
    input: { TableName: 'tab', Key, UpdateExpression: 'a'.repeat(4097) },
    current: `${ENVELOPE}Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4097`,
    older: 'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
  },
  'an expression that is too long, in a transaction': {
    operation: 'TransactWriteItems',
    input: { TransactItems: [{ Update: { TableName: 'tab', Key, UpdateExpression: 'a'.repeat(4097) } }] },
    current: 'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
    older: 'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
  },
  'expressions mixed with what they replaced': {
    operation: 'DeleteItem',
    input: { TableName: 'tab', Key, Expected: { a: { Exists: false } }, ConditionExpression: 'a = b' },
    current: `${ENVELOPE}Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}`,
    older:
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
  },
  'ReturnValues that the operation does not take': {
    operation: 'PutItem',
    input: { TableName: 'tab', Item: Key, ReturnValues: 'ALL_NEW' },
    current: `${ENVELOPE}ReturnValues can only be ALL_OLD or NONE`,
    older: 'ReturnValues can only be ALL_OLD or NONE',
  },
  'key conditions: nested attribute': query(
    { KeyConditionExpression: 'p.q = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
    'Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes',
    'KeyConditionExpressions cannot have conditions on nested attributes',
  ),
  'key conditions: key used twice': query(
    { KeyConditionExpression: 'p = :v AND p = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
    'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
    'KeyConditionExpressions must only contain one condition per key',
  ),
  'key conditions: too many': query(
    { KeyConditionExpression: 'p = :v AND s = :v AND t = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
    'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
    'Conditions can be of length 1 or 2 only',
  ),
  'constraints: range': query(
    { Limit: 0 },
    `${ENVELOPE}Value at 'Limit' ${FAILED}Member must have value greater than or equal to 1`,
    `${ENVELOPE}Value '0' at 'limit' ${FAILED}Member must have value greater than or equal to 1`,
  ),
  'constraints: an empty table name': query(
    { TableName: '' },
    `${ENVELOPE}Value at 'TableName' ${FAILED}${MIN_ONE}`,
    `${ENVELOPE}Value '' at 'tableName' ${FAILED}${MIN_ONE}`,
  ),
  'constraints: an empty table name stands with the others in the older layer only': {
    operation: 'GetItem',
    input: { TableName: '', Key, AttributesToGet: [] },
    current: `${ENVELOPE}Value at 'TableName' ${FAILED}${MIN_ONE}`,
    older: `2 validation errors detected: Value '[]' at 'attributesToGet' ${FAILED}${MIN_ONE}; Value '' at 'tableName' ${FAILED}${MIN_ONE}`,
  },
  'constraints: enum without a name': {
    operation: 'UpdateItem',
    input: { TableName: 'tab', Key, ReturnValues: 'X' },
    current: `${ENVELOPE}Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]`,
    older: `${ENVELOPE}Value 'X' at 'returnValues' ${FAILED}Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]`,
  },
  'constraints: ConditionalOperator': {
    operation: 'PutItem',
    input: { TableName: 'tab', Item: Key, ConditionalOperator: 'X' },
    current: `${ENVELOPE}Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]`,
    older: `${ENVELOPE}Value 'X' at 'conditionalOperator' ${FAILED}Member must satisfy enum value set: [OR, AND]`,
  },
  'batches: nothing asked': {
    operation: 'BatchGetItem',
    input: { RequestItems: {} },
    current: `${ENVELOPE}Value at 'RequestItems' ${FAILED}${MIN_ONE}`,
    older: 'The requestItems parameter is required for BatchGetItem',
  },
  'batches: no keys': {
    operation: 'BatchGetItem',
    input: { RequestItems: { tab: { Keys: [] } } },
    current: `${ENVELOPE}Value at 'RequestItems.tab.member.Keys' ${FAILED}${MIN_ONE}`,
    older: `${ENVELOPE}Value '[]' at 'requestItems.tab.member.keys' ${FAILED}${MIN_ONE}`,
  },
  'tables: a short name': {
    operation: 'CreateTable',
    input: { TableName: 'ab' },
    current: `${ENVELOPE}Value 'ab' at 'tableName' ${FAILED}Member must have length greater than or equal to 3`,
    older: 'TableName must be at least 3 characters long and at most 255 characters long',
  },
  'tables: a long name': {
    operation: 'DescribeTable',
    input: { TableName: 'a'.repeat(256) },
    current: `${ENVELOPE}Value '${'a'.repeat(256)}' at 'tableName' ${FAILED}Member must have length less than or equal to 255`,
    older: 'TableName must be at least 3 characters long and at most 255 characters long',
  },
}

describe.each(Object.entries(ROWS))('%s', (_name, { operation, input, current, older }) => {
  test('current', async () => expect(await refusal('current', operation, input)).toBe(current))
  test('older', async () => expect(await refusal('older', operation, input)).toBe(older))
})

describe('what has one text in both', () => {
  test.each(['current', 'older'] as const)('%s', async wording => {
    const rows = [
      [
        'PutItem',
        { TableName: 'tab', Item: { p: { N: '1' } } },
        /^One or more parameter values were invalid: (Type|Missing)/,
      ],
      ['GetItem', { TableName: 'tab', Key: {} }, /^The provided key element does not match the schema$/],
      ['PutItem', { TableName: 'tab', Item: { ...Key, v: {} } }, new RegExp(`^${EMPTY}$`)],
      ['PutItem', { TableName: 'tab', Item: { ...Key, v: deep(32) } }, new RegExp(`^${TOO_DEEP}$`)],
      [
        'CreateTable',
        { TableName: 'a;c' },
        /at 'tableName' failed to satisfy constraint: Member must satisfy regular/,
      ],
    ] as const
    for (const [operation, input, text] of rows) expect(await refusal(wording, operation, input)).toMatch(text)
  })
})

test('an engine speaks the current texts unless told', async () => {
  await using engine = freshEngine()
  await expect(engine.execute('Query', { TableName: 'tab', Limit: 0 })).rejects.toThrow("Value at 'Limit'")
})
