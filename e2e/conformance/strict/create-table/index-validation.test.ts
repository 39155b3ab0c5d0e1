import { describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { ALL, attributes, including, index, KEYS_ONLY, keys } from '../../tables.ts'

const THROUGHPUT = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
const base = {
  AttributeDefinitions: attributes({ pk: 'S', sk: 'S', a: 'S' }),
  KeySchema: keys(['pk'], ['sk']),
  BillingMode: 'PAY_PER_REQUEST',
}
const create = (more: object) => refusedCall('CreateTable', { TableName: uniqueTable('bad'), ...base, ...more })
const local = (...LocalSecondaryIndexes: object[]) => create({ LocalSecondaryIndexes })
const global = (...GlobalSecondaryIndexes: object[]) => create({ GlobalSecondaryIndexes })

describe('local indexes', () => {
  test('an empty list', async () => {
    expect(
      await create({ LocalSecondaryIndexes: [], AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }) }),
    ).toEqual(validation(`${INVALID}List of LocalSecondaryIndexes is empty`))
  })

  test('on a table without a sort key', async () => {
    expect(
      await create({
        AttributeDefinitions: attributes({ pk: 'S', a: 'S' }),
        KeySchema: keys(['pk']),
        LocalSecondaryIndexes: [index('local', ['pk'], ['a'])],
      }),
    ).toEqual(
      validation(
        `${INVALID}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
      ),
    )
  })

  test('without a sort key', async () => {
    expect(await local(index('local', ['pk']))).toEqual(
      validation(`${INVALID}Index KeySchema does not have a range key for index: local`),
    )
  })

  test('with another partition key', async () => {
    expect(await local(index('local', ['a'], ['sk']))).toEqual(
      validation(
        `${INVALID}Index KeySchema does not have the same leading hash key as table KeySchema for index: local. index hash key: a, table hash key: pk`,
      ),
    )
  })

  test('six of them', async () => {
    expect(await local(...Array.from({ length: 6 }, (_, i) => index(`local-${i}`, ['pk'], ['a'])))).toEqual(
      validation(`${INVALID}Number of LocalSecondaryIndexes exceeds per-table limit of 5`),
    )
  })

  test('with more than two key attributes', async () => {
    const { message } = await local({
      IndexName: 'local',
      KeySchema: keys(['pk'], ['a', 'sk']),
      Projection: ALL,
    })
    expect(message).toContain('Member must have length less than or equal to 2')
    expect(message).toContain("at 'localSecondaryIndexes.1.member.keySchema'")
  })
})

describe('global indexes', () => {
  test('an empty list', async () => {
    expect(
      await create({ GlobalSecondaryIndexes: [], AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }) }),
    ).toEqual(validation(`${INVALID}List of GlobalSecondaryIndexes is empty`))
  })

  test('21 of them', async () => {
    expect(await global(...Array.from({ length: 21 }, (_, i) => index(`global-${i}`, ['a'])))).toEqual(
      validation(`${INVALID}GlobalSecondaryIndex count exceeds the per-table limit of 20`),
    )
  })

  test('two of one name', async () => {
    expect(await global(index('same', ['a']), index('same', ['a'], ['pk']))).toEqual(
      validation(`${INVALID}Duplicate index name: same`),
    )
  })

  test('one with the name of a local one', async () => {
    expect(
      await create({
        LocalSecondaryIndexes: [index('same', ['pk'], ['a'])],
        GlobalSecondaryIndexes: [index('same', ['a'])],
      }),
    ).toEqual(validation(`${INVALID}Duplicate index name: same`))
  })

  test('an undefined key attribute', async () => {
    expect(
      await create({
        AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }),
        GlobalSecondaryIndexes: [index('global', ['x'])],
      }),
    ).toEqual(
      validation(
        `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [x], AttributeDefinitions: [pk, sk]`,
      ),
    )
  })

  test('a definition that no key uses', async () => {
    const { message } = await create({
      AttributeDefinitions: attributes({ pk: 'S', sk: 'S', a: 'S', unused: 'N' }),
      GlobalSecondaryIndexes: [index('global', ['a'])],
    })
    expect(message).toContain(
      `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, a, unused]`,
    )
  })

  test('throughput on demand', async () => {
    expect(await global({ ...index('global', ['a']), ProvisionedThroughput: THROUGHPUT })).toEqual(
      validation(
        `${INVALID}ProvisionedThroughput should not be specified for index: global when BillingMode is PAY_PER_REQUEST`,
      ),
    )
  })

  test('no throughput on a provisioned table', async () => {
    expect([
      validation(`${INVALID}ProvisionedThroughput is not specified for index: global`),
      validation(`${INVALID}ProvisionedThroughput must be specified for index: global`),
    ]).toContainEqual(
      await create({
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: THROUGHPUT,
        GlobalSecondaryIndexes: [index('global', ['a'])],
      }),
    )
  })

  test('an index name of two characters', async () => {
    expect(await global(index('ab', ['a']))).toEqual(
      validation(
        "1 validation error detected: Value 'ab' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      ),
    )
  })
})

describe('global indexes with several key attributes', () => {
  const wide = (KeySchema: object[], names: readonly string[]) =>
    create({
      AttributeDefinitions: attributes(Object.fromEntries(['pk', 'sk', ...names].map(name => [name, 'S' as const]))),
      GlobalSecondaryIndexes: [{ IndexName: 'wide', KeySchema, Projection: ALL }],
    })
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

  test('five HASH', async () => {
    const hash = names('h', 5)
    expect((await wide(keys(hash), hash)).name).toBe('ValidationException')
  })

  test('five RANGE', async () => {
    const range = names('r', 5)
    expect((await wide(keys(['pk'], range), range)).name).toBe('ValidationException')
  })

  test('nine elements', async () => {
    const [hash, range] = [names('h', 4), names('r', 5)]
    expect((await wide(keys(hash, range), [...hash, ...range])).message).toContain(
      'Member must have length less than or equal to 8',
    )
  })

  test('HASH behind RANGE', async () => {
    const schema = [...keys(['a'], ['b']), ...keys(['c'])]
    expect((await wide(schema, ['a', 'b', 'c'])).name).toBe('ValidationException')
  })

  test('one attribute twice', async () => {
    expect((await wide(keys(['a', 'b'], ['a']), ['a', 'b'])).name).toBe('ValidationException')
  })
})

describe('projections', () => {
  test('without a type', async () => {
    expect(await global({ ...index('global', ['a']), Projection: {} })).toEqual(
      validation(`${INVALID}Unknown ProjectionType: null`),
    )
  })

  test('missing', async () => {
    const { message } = await global({ IndexName: 'global', KeySchema: keys(['a']) })
    expect(message).toContain("Value null at 'globalSecondaryIndexes.1.member.projection'")
  })

  test('of an unknown type', async () => {
    const { message } = await global({ ...index('global', ['a']), Projection: { ProjectionType: 'SOME' } })
    expect(message).toContain("at 'globalSecondaryIndexes.1.member.projection.projectionType'")
    expect(message).toContain('Member must satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]')
  })

  test('ALL with attributes', async () => {
    expect(await global(index('global', ['a'], [], { ...ALL, NonKeyAttributes: ['x'] }))).toEqual(
      validation(`${INVALID}ProjectionType is ALL, but NonKeyAttributes is specified`),
    )
  })

  test('INCLUDE without attributes', async () => {
    expect(await global(index('global', ['a'], [], { ProjectionType: 'INCLUDE' }))).toEqual(
      validation(`${INVALID}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`),
    )
  })

  test('KEYS_ONLY with attributes', async () => {
    expect((await global(index('global', ['a'], [], { ...KEYS_ONLY, NonKeyAttributes: ['x'] }))).name).toBe(
      'ValidationException',
    )
  })

  test('21 attributes in one index', async () => {
    const { message } = await global(
      index('global', ['a'], [], including(...Array.from({ length: 21 }, (_, i) => `x${i}`))),
    )
    expect(message).toContain('Member must have length less than or equal to 20')
  })

  test('101 attributes over all indexes, the same name counting each time', async () => {
    const twenty = Array.from({ length: 20 }, (_, i) => `x${i}`)
    const five = Array.from({ length: 5 }, (_, i) => index(`global-${i}`, ['a'], [], including(...twenty)))
    expect((await global(...five, index('global-6', ['a'], [], including('x0')))).name).toBe('ValidationException')
  })
})

test('names of global indexes are judged before those of local ones', async () => {
  const { message } = await create({
    LocalSecondaryIndexes: [index('ab', ['pk'], ['a'])],
    GlobalSecondaryIndexes: [index('cd', ['a'])],
  })
  expect(message).toMatch(
    /^2 validation errors detected: Value 'cd' at 'globalSecondaryIndexes.*; Value 'ab' at 'local/,
  )
})
