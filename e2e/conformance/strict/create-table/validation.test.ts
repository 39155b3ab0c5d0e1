import { describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { attributes, keys } from '../../tables.ts'

const THROUGHPUT = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
const base = {
  AttributeDefinitions: attributes({ pk: 'S' }),
  KeySchema: keys(['pk']),
  BillingMode: 'PAY_PER_REQUEST',
}
const create = (more: object) => refusedCall('CreateTable', { TableName: uniqueTable('bad'), ...base, ...more })

describe('table name', () => {
  test('missing', async () => {
    expect(await create({ TableName: undefined })).toEqual(
      validation("The parameter 'TableName' is required but was not present in the request"),
    )
  })

  test('of two characters', async () => {
    // Two wordings have been seen.
    expect([
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      'TableName must be at least 3 characters long and at most 255 characters long',
    ]).toContain((await create({ TableName: 'ab' })).message)
  })

  test('of 256 characters', async () => {
    const { name, message } = await create({ TableName: 'x'.repeat(256) })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/less than or equal to 255$|at most 255 characters long$/)
  })

  test('with other characters', async () => {
    expect(await create({ TableName: 'a;b' })).toEqual(
      validation(
        "1 validation error detected: Value 'a;b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
      ),
    )
  })
})

describe('enums', () => {
  test.each<[string, object, string]>([
    ['BillingMode', { BillingMode: 'FREE' }, '[PROVISIONED, PAY_PER_REQUEST]'],
    ['TableClass', { TableClass: 'GOLD' }, '[STANDARD, STANDARD_INFREQUENT_ACCESS]'],
    ['KeyType', { KeySchema: [{ AttributeName: 'pk', KeyType: 'SORT' }] }, '[HASH, RANGE]'],
    ['AttributeType', { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'SS' }] }, '[B, N, S]'],
  ])('%s', async (_, more, set) => {
    const { name, message } = await create(more)
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/^1 validation error detected: Value '/)
    expect(message).toContain(`failed to satisfy constraint: Member must satisfy enum value set: ${set}`)
  })

  test('paths count from 1 and begin in lower case', async () => {
    const { message } = await create({ KeySchema: [{ AttributeName: 'pk', KeyType: 'SORT' }] })
    expect(message).toContain("at 'keySchema.1.member.keyType'")
  })
})

test('several violated constraints are listed together', async () => {
  const { message } = await create({
    BillingMode: 'FREE',
    TableClass: 'GOLD',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'SORT' }],
  })
  expect(message).toMatch(/^3 validation errors detected: /)
  expect(message.split('; ')).toHaveLength(3)
})

describe('key schema', () => {
  test('of three elements', async () => {
    const { message } = await create({
      AttributeDefinitions: attributes({ a: 'S', b: 'S', c: 'S' }),
      KeySchema: keys(['a'], ['b', 'c']),
    })
    expect(message).toMatch(/^1 validation error detected: Value '\[KeySchemaElement/)
    expect(message).toMatch(
      /at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2$/,
    )
  })

  test('that begins with RANGE', async () => {
    expect(await create({ KeySchema: keys([], ['pk']) })).toEqual(
      validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type'),
    )
  })

  test('of two HASH', async () => {
    expect(
      await create({ AttributeDefinitions: attributes({ pk: 'S', b: 'S' }), KeySchema: keys(['pk', 'b']) }),
    ).toEqual(validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'))
  })

  test('of one attribute twice', async () => {
    expect(
      await create({ AttributeDefinitions: attributes({ pk: 'S', b: 'S' }), KeySchema: keys(['pk'], ['pk']) }),
    ).toEqual(validation('Both the Hash Key and the Range Key element in the KeySchema have the same name'))
  })

  test('of one attribute twice, with one definition', async () => {
    expect(await create({ KeySchema: keys(['pk'], ['pk']) })).toEqual(
      validation('Invalid KeySchema: Some index key attribute have no definition'),
    )
  })

  test('with an undefined attribute', async () => {
    expect(
      await create({ AttributeDefinitions: attributes({ a: 'S', c: 'S' }), KeySchema: keys(['a'], ['b']) }),
    ).toEqual(
      validation(
        `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [a, c]`,
      ),
    )
  })

  test('with a definition too many', async () => {
    expect(await create({ AttributeDefinitions: attributes({ pk: 'S', b: 'S' }) })).toEqual(
      validation(
        `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
      ),
    )
  })

  test('a key name of 256 bytes', async () => {
    const name = 'k'.repeat(256)
    const refusal = await create({ AttributeDefinitions: attributes({ [name]: 'S' }), KeySchema: keys([name]) })
    expect(refusal.name).toBe('ValidationException')
    expect(refusal.message).toContain('less than or equal to 255')
  })
})

describe('throughput', () => {
  test('missing', async () => {
    expect(await create({ BillingMode: undefined })).toEqual(
      validation(
        `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
      ),
    )
  })

  test('on demand', async () => {
    expect(await create({ ProvisionedThroughput: THROUGHPUT })).toEqual(
      validation(
        `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      ),
    )
  })

  test('zero', async () => {
    const { message } = await create({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    })
    expect(message).toMatch(/^2 validation errors detected: /)
    expect(message).toContain('Member must have value greater than or equal to 1')
  })

  test('absurd', async () => {
    expect(
      await create({
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 1_000_000_000_001, WriteCapacityUnits: 1 },
      }),
    ).toEqual(validation('Given value 1000000000001 for ReadCapacityUnits is out of bounds'))
  })

  test('a maximum on a provisioned table', async () => {
    expect(
      await create({
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: THROUGHPUT,
        OnDemandThroughput: { MaxReadRequestUnits: 1 },
      }),
    ).toEqual(
      validation(
        `${INVALID}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
      ),
    )
  })

  test('a maximum of zero', async () => {
    expect(await create({ OnDemandThroughput: { MaxReadRequestUnits: 0 } })).toEqual(
      validation(
        `${INVALID}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
      ),
    )
  })
})

test('a stream that is off but has a view', async () => {
  expect(await create({ StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } })).toEqual(
    validation(`${INVALID}Table is being created with a stream disabled, UpdateViewType should not be specified`),
  )
})

test('a stream that is on but has no view', async () => {
  expect(await create({ StreamSpecification: { StreamEnabled: true } })).toEqual(
    validation(`${INVALID}Table is being created with a stream enabled, UpdateViewType is required`),
  )
})

describe('warm throughput', () => {
  test.each(['ReadUnitsPerSecond', 'WriteUnitsPerSecond'])('a low %s on demand', async member => {
    expect(await create({ WarmThroughput: { [member]: 100 } })).toEqual(
      validation(
        `${INVALID}Requested ${member} for WarmThroughput for table is lower than initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial`,
      ),
    )
  })

  test('less than is provisioned', async () => {
    expect(
      await create({
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 },
        WarmThroughput: { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 5 },
      }),
    ).toEqual(
      validation(
        `${INVALID}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput`,
      ),
    )
  })
})

describe('encryption', () => {
  test.each([
    [{ Enabled: false, SSEType: 'KMS' }, 'SSEType can not be specified if Enabled is false'],
    [{ Enabled: false, KMSMasterKeyId: 'key' }, 'KMSMasterKeyId can not be specified if Enabled is false'],
    [{ Enabled: true, SSEType: 'AES256' }, 'SSEType AES256 is not supported'],
    [{ Enabled: true, KMSMasterKeyId: 'key' }, 'SSEType KMS is required if KMSMasterKeyId is specified'],
  ])('%j', async (SSESpecification, text) => {
    expect(await create({ SSESpecification })).toEqual(validation(`${INVALID}${text}`))
  })
})
