import { beforeAll, describe, expect, test } from 'vitest'
import { INVALID, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

let arn = ''
beforeAll(async () => {
  arn = (await db.describeTable({ TableName: tables.global })).Table?.TableArn ?? ''
})
const refusal = (ResourceArn: string) => refusalOf(db.getResourcePolicy({ ResourceArn }))

test('a table without a policy', async () => {
  expect(await refusal(arn)).toEqual({
    name: 'PolicyNotFoundException',
    message: `Resource-based policy not found for the provided ResourceArn: ${arn}`,
  })
})

describe('what is no table', () => {
  test('a name', async () => {
    expect(await refusal(tables.global)).toEqual(
      validation(`${INVALID}ARNs must start with 'arn:': ${tables.global}`),
    )
  })

  test('an unknown table', async () => {
    expect(await refusal(`${arn}-not-there`)).toEqual({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Table: ${tables.global}-not-there not found`,
    })
  })

  test('another Region', async () => {
    const other = arn.replace(/^(arn:aws:dynamodb:)[^:]+/, '$1moon-north-1')
    expect(await refusal(other)).toEqual(validation(`${INVALID}Invalid resource Arn: ${other}`))
  })

  test('an index', async () => {
    const { name, message } = await refusal(`${arn}/index/all`)
    expect(name).toBe('ValidationException')
    expect(message).toContain(
      'Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ',
    )
  })

  test('a stream that is not there', async () => {
    expect(await refusal(`${arn}/stream/2000-01-01T00:00:00.000`)).toEqual({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Stream: 2000-01-01T00:00:00.000 not found for Table: ${tables.global}`,
    })
  })
})
