import type { Tag } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, keys } from '../../tables.ts'
import { db } from '../../target.ts'
import { tagsOf } from '../tags-of.ts'

let ResourceArn = ''
beforeEach(async () => {
  const TableName = uniqueTable('tags')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
  ResourceArn = (await db.describeTable({ TableName })).Table?.TableArn ?? ''
})

const tag = (Tags: Tag[]) => db.tagResource({ ResourceArn, Tags })

test('adds tags and overwrites values', async () => {
  await tag([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ])
  await tag([
    { Key: 'b', Value: 'two' },
    { Key: 'c', Value: '' },
  ])
  expect(await tagsOf(ResourceArn)).toEqual({ a: '1', b: 'two', c: '' })
})

test('keys differ by case, and may have letters, digits, spaces and some signs', async () => {
  await tag([
    { Key: 'Team', Value: 'x' },
    { Key: 'team', Value: 'y' },
    { Key: 'cost centre: é', Value: 'ü + =' },
    { Key: 'отдел', Value: '部門_1/2.3@-' },
  ])
  expect(await tagsOf(ResourceArn)).toEqual({
    Team: 'x',
    team: 'y',
    'cost centre: é': 'ü + =',
    отдел: '部門_1/2.3@-',
  })
})

test('tags given at creation are there', async () => {
  const TableName = uniqueTable('tagged')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    Tags: [{ Key: 'made', Value: 'early' }],
  })
  const arn = (await db.describeTable({ TableName })).Table?.TableArn ?? ''
  expect(await tagsOf(arn)).toEqual({ made: 'early' })
})

describe('limits', () => {
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ Key: `key-${from + i}`, Value: String(i) }))

  test('50 tags, not 51', async () => {
    await tag(many(50))
    expect((await refusalOf(tag(many(1, 50)))).name).toBe('ValidationException')
    expect(Object.keys(await tagsOf(ResourceArn))).toHaveLength(50)
    await tag([{ Key: 'key-0', Value: 'overwritten' }])
  })

  test('a key of 128 and a value of 256 characters', async () => {
    await tag([{ Key: 'k'.repeat(128), Value: 'v'.repeat(256) }])
    expect((await refusalOf(tag([{ Key: 'k'.repeat(129), Value: 'v' }]))).message).toMatch(
      /^The Tag Key provided is invalid, Key: k+$/,
    )
    expect((await refusalOf(tag([{ Key: 'k', Value: 'v'.repeat(257) }]))).message).toMatch(
      /^The Tag Value provided is invalid, Value: v+$/,
    )
  })
})

describe('is refused', () => {
  test.each(['50%', 'a,b', '"said"', 'x<y', 'one|two', 'this & that', '🔑'])('with the text %s', async text => {
    expect(await refusalOf(tag([{ Key: text, Value: 'v' }]))).toEqual(
      validation(`The Tag Key provided is invalid, Key: ${text}`),
    )
    expect(
      await refusalOf(
        tag([
          { Key: 'fine', Value: 'v' },
          { Key: 'k', Value: text },
        ]),
      ),
    ).toEqual(validation(`The Tag Value provided is invalid, Value: ${text}`))
    expect(await tagsOf(ResourceArn)).toEqual({})
  })

  test.each([
    ['an empty key', { Key: '', Value: 'v' }, 'The Tag Key provided is invalid, Key: '],
    ['no key', { Value: 'v' }, 'The Tag Key provided is invalid, Key: null'],
    ['no value', { Key: 'k' }, 'The Tag Value provided is invalid, Value: null'],
  ])('with %s', async (_, one, text) => {
    expect(await refusedCall('TagResource', { ResourceArn, Tags: [one] })).toEqual(validation(text))
  })

  test('without ARN', async () => {
    expect(await refusedCall('TagResource', { Tags: [{ Key: 'a', Value: 'b' }] })).toEqual(
      validation('Invalid TableArn'),
    )
  })

  test('for something that is like no ARN', async () => {
    ResourceArn = 'not-an-arn'
    // Until 2025 it was nothing that a caller might see.
    expect([
      validation("One or more parameter values were invalid: ARNs must start with 'arn:': not-an-arn"),
      { name: 'AccessDeniedException', message: expect.anything() },
    ]).toContainEqual(await refusalOf(tag([{ Key: 'a', Value: 'b' }])))
  })

  test('for an index', async () => {
    ResourceArn = `${ResourceArn}/index/by-a`
    expect(await refusalOf(tag([{ Key: 'a', Value: 'b' }]))).toEqual(
      validation(
        `One or more parameter values were invalid: Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${ResourceArn}`,
      ),
    )
  })

  test('for another ARN', async () => {
    ResourceArn = 'arn:aws:s3:::bucket'
    expect(await refusalOf(tag([{ Key: 'a', Value: 'b' }]))).toEqual(
      validation('Invalid TableArn: Invalid ResourceArn provided as input arn:aws:s3:::bucket'),
    )
  })

  test('for an unknown table', async () => {
    ResourceArn = `${ResourceArn}-not-there`
    expect(await refusalOf(tag([{ Key: 'a', Value: 'b' }]))).toEqual({
      name: 'ResourceNotFoundException',
      // One letter less until 2025.
      message: expect.stringMatching(/^Requested resource not found: Resource?Arn: \S+-not-there not found$/),
    })
  })

  test('without tags', async () => {
    expect(await refusedCall('TagResource', { ResourceArn })).toEqual(
      validation(
        "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null",
      ),
    )
    expect(await refusalOf(tag([]))).toEqual(validation('Atleast one Tag needs to be provided as Input.'))
  })
})
