import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { refusalOf, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, keys } from '../../tables.ts'
import { db } from '../../target.ts'

let TableName = ''
beforeEach(async () => {
  TableName = uniqueTable('ttl')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
})

const change = (Enabled: boolean, AttributeName: string) =>
  db.updateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } })

test('answers the specification', async () => {
  const { TimeToLiveSpecification } = await change(true, 'expires')
  expect(TimeToLiveSpecification).toEqual({ Enabled: true, AttributeName: 'expires' })
})

test.each([1, 255])('an attribute name of %i characters', async length => {
  await change(true, 'x'.repeat(length))
  const { TimeToLiveDescription } = await db.describeTimeToLive({ TableName })
  expect(TimeToLiveDescription?.AttributeName).toHaveLength(length)
})

describe('is refused', () => {
  test('without an attribute name', async () => {
    expect(await refusalOf(change(true, ''))).toEqual(
      validation(
        "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    )
  })

  test('with an attribute name of 256 characters', async () => {
    const name = 'x'.repeat(256)
    expect(await refusalOf(change(true, name))).toEqual(
      validation(
        `1 validation error detected: Value '${name}' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length less than or equal to 255`,
      ),
    )
  })

  test('for an unknown table, by name', async () => {
    TableName = 'no-such-table-here'
    expect(await refusalOf(change(true, 'expires'))).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: no-such-table-here not found',
    })
  })

  test('without a specification', async () => {
    const { name, message } = await refusedCall('UpdateTimeToLive', { TableName })
    expect(name).toBe('ValidationException')
    expect(message).toContain("Value null at 'timeToLiveSpecification'")
  })

  test('when it is on already', async () => {
    await change(true, 'expires')
    const { name, message } = await refusalOf(change(true, 'expires'))
    expect(name).toBe('ValidationException')
    // The service answers the second text when the first change is less than an hour old.
    expect([
      'TimeToLive is already enabled',
      'Time to live has been modified multiple times within a fixed interval',
    ]).toContain(message)
  })

  test('when it is on with another attribute', async () => {
    await change(true, 'expires')
    const { message } = await refusalOf(change(true, 'other'))
    expect([
      'TimeToLive is active on a different AttributeName: current AttributeName is expires',
      'Time to live has been modified multiple times within a fixed interval',
    ]).toContain(message)
  })

  test('when it is off already', async () => {
    expect((await refusalOf(change(false, 'expires'))).name).toBe('ValidationException')
  })

  test('when the attribute to turn off is another one', async () => {
    await change(true, 'expires')
    expect((await refusalOf(change(false, 'other'))).name).toBe('ValidationException')
  })
})

test('a key attribute may be the one', async () => {
  const body = { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'pk' } }
  expect((await call('UpdateTimeToLive', body)).status).toBe(200)
})
