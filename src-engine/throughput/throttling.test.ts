import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'
import { definition, item, put, refusalOf, TableName, units, withIndex } from '../testing/metered-table.ts'

describe('whether', () => {
  test('it is off unless asked for, and for one table at a time when asked', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    const twice = async (): Promise<string> => {
      engine.ports.advance(1_000_000)
      await put(engine, item('p', 301))
      return put(engine, item('p')).then(
        () => 'written',
        () => 'refused',
      )
    }
    expect(await twice()).toBe('written')
    engine.setThrottling('Other', true)
    expect(await twice()).toBe('written')
    engine.setThrottling(TableName, true)
    expect(await twice()).toBe('refused')
    engine.setThrottling(TableName, undefined)
    expect(await twice()).toBe('written')
  })

  test('a table can be spared', async () => {
    await using engine = freshEngine({ throttling: true })
    engine.setThrottling(TableName, false)
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    for (let n = 0; n < 5; n++) await put(engine, item('p'))
    engine.setThrottling(TableName, undefined)
    await put(engine, item('p'))
    expect(await refusalOf(put(engine, item('p')))).toMatchObject({ code: 'ProvisionedThroughputExceededException' })
  })
})

/** One table as the page on compatibility describes it: tokens of a second to begin with, 300 seconds saved, debt. */
class PlainTable {
  #milliunits: number
  readonly #rate: number
  constructor(rate: number) {
    this.#rate = rate
    this.#milliunits = rate * 1000
  }
  wait(milliseconds: number): void {
    this.#milliunits = Math.min(this.#rate * 300_000, this.#milliunits + this.#rate * milliseconds)
  }
  /** Whether a write of so many units gets through. */
  write(cost: number): boolean {
    if (this.#milliunits <= 0) return false
    this.#milliunits -= cost * 1000
    return true
  }
}

test('random writes get through exactly where the model says, and cost what they report', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({
        kind: fc.constant('write' as const),
        pk: fc.constantFrom('a', 'b', 'c'),
        kilobytes: fc.integer({ min: 1, max: 9 }),
        indexed: fc.boolean(),
      }),
    ),
    { maxLength: 60 },
  )
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      async (all, own, index) => {
        await using engine = freshEngine({ throttling: true })
        await engine.execute('CreateTable', withIndex(units(1, index), { ProvisionedThroughput: units(1, own) }))
        const table = new PlainTable(own)
        const entries = new PlainTable(index)
        for (const step of all) {
          if (step.kind === 'wait') {
            engine.ports.advance(step.milliseconds)
            table.wait(step.milliseconds)
            entries.wait(step.milliseconds)
            continue
          }
          const Item = item(step.pk, step.kilobytes, step.indexed ? { g: { S: 'g' } } : {})
          // What it costs is the engine's own report, of an engine beside that throttles nothing.
          await using beside = await copyOf(engine)
          const { ConsumedCapacity } = (await beside.execute('PutItem', {
            TableName,
            Item,
            ReturnConsumedCapacity: 'INDEXES',
          })) as {
            ConsumedCapacity: {
              Table: { CapacityUnits: number }
              GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>
            }
          }
          const onTable = ConsumedCapacity.Table.CapacityUnits
          const onIndex = ConsumedCapacity.GlobalSecondaryIndexes?.['by-g']?.CapacityUnits ?? 0
          const expected = onIndex > 0 ? table.write(0) && entries.write(0) : table.write(0)
          if (expected) {
            table.write(onTable)
            entries.write(onIndex)
          }
          const written = await engine
            .execute('PutItem', { TableName, Item, ReturnConsumedCapacity: 'INDEXES' })
            .then(
              answer => answer.ConsumedCapacity,
              () => undefined,
            )
          expect(written).toEqual(expected ? ConsumedCapacity : undefined)
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

/** An engine that holds the same items and throttles nothing. */
async function copyOf(engine: ReturnType<typeof freshEngine>): Promise<ReturnType<typeof freshEngine>> {
  engine.setThrottling(TableName, false)
  const { Items } = await engine.execute('Scan', { TableName, ConsistentRead: true })
  engine.setThrottling(TableName, undefined)
  const copy = freshEngine()
  await copy.execute('CreateTable', withIndex(undefined, { BillingMode: 'PAY_PER_REQUEST' }))
  for (const Item of Items as Item[]) await copy.execute('PutItem', { TableName, Item })
  return copy
}
