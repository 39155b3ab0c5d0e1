import { expect, test } from 'vitest'
import { refusalOf, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a table without tags has an empty list', async () => {
  const ResourceArn = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn
  const { $metadata: _, ...answer } = await db.listTagsOfResource({ ResourceArn })
  expect(answer).toEqual({ Tags: [] })
})

test('without ARN is refused', async () => {
  expect(await refusedCall('ListTagsOfResource', {})).toEqual(validation('Invalid TableArn'))
})

test('for another ARN is refused', async () => {
  expect(await refusalOf(db.listTagsOfResource({ ResourceArn: 'arn:aws:s3:::bucket' }))).toEqual(
    validation('Invalid TableArn: Invalid ResourceArn provided as input arn:aws:s3:::bucket'),
  )
})

test('of an unknown table is refused', async () => {
  const arn = `${(await db.describeTable({ TableName: tables.hash })).Table?.TableArn}-not-there`
  // Both have been seen: the service tells nobody about tables that may belong to others.
  expect(['ResourceNotFoundException', 'AccessDeniedException']).toContain(
    (await refusalOf(db.listTagsOfResource({ ResourceArn: arn }))).name,
  )
})

test('of another account is nothing that one may see', async () => {
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/somebodys-table'
  expect((await refusalOf(db.listTagsOfResource({ ResourceArn: arn }))).name).toBe('AccessDeniedException')
})

test('of another Region is refused', async () => {
  const arn = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn ?? ''
  const elsewhere = arn.replace(/^(arn:aws:dynamodb):[^:]+/, '$1:ap-south-2')
  expect(await refusalOf(db.listTagsOfResource({ ResourceArn: elsewhere }))).toEqual(
    validation(`Invalid TableArn: Invalid ResourceArn provided as input ${elsewhere}`),
  )
})
