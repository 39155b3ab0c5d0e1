import { beforeEach, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, keys } from '../../tables.ts'
import { db } from '../../target.ts'
import { tagsOf } from '../tags-of.ts'

let ResourceArn = ''
beforeEach(async () => {
  const TableName = uniqueTable('tags')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ],
  })
  ResourceArn = (await db.describeTable({ TableName })).Table?.TableArn ?? ''
})

test('drops the named tags and ignores unknown ones', async () => {
  await db.untagResource({ ResourceArn, TagKeys: ['a', 'unknown'] })
  expect(await tagsOf(ResourceArn)).toEqual({ b: '2' })
})

test('without keys is refused', async () => {
  expect(await refusalOf(db.untagResource({ ResourceArn, TagKeys: [] }))).toEqual(
    validation('Atleast one Tag Key needs to be provided as Input.'),
  )
})

test.each(['', 'k'.repeat(129), 'a?'])('of the key "%s" is refused', async key => {
  const { name, message } = await refusalOf(db.untagResource({ ResourceArn, TagKeys: [key] }))
  expect(name).toBe('ValidationException')
  expect(message).toMatch(/^The Tag Key provided is invalid, Key: /)
})

test('of more keys than a table can have is refused', async () => {
  const TagKeys = Array.from({ length: 51 }, (_, i) => `key-${i}`)
  expect(await refusalOf(db.untagResource({ ResourceArn, TagKeys }))).toEqual(
    validation('Number of Tags exceed the current limit for the provided ResourceArn'),
  )
})

test('without ARN is refused', async () => {
  expect(await refusedCall('UntagResource', { TagKeys: ['a'] })).toEqual(validation('Invalid TableArn'))
})

test('of an unknown table is refused', async () => {
  const arn = `${ResourceArn}-not-there`
  expect(await refusalOf(db.untagResource({ ResourceArn: arn, TagKeys: ['a'] }))).toEqual({
    name: 'ResourceNotFoundException',
    // One letter less until 2025.
    message: expect.stringMatching(/^Requested resource not found: Resource?Arn: \S+-not-there not found$/),
  })
})
