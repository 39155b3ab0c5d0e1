import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { DEFAULT_BEHAVIOR } from '#engine'
import { BEHAVIOR_FLAGS, BEHAVIOR_HELP, readBehavior } from './behavior-flags.ts'
import { UsageError } from './usage-error.ts'

const read = (...args: string[]) => readBehavior(parseArgs({ args, options: BEHAVIOR_FLAGS }).values)

test('nothing asked is nothing said', () => {
  expect(read()).toEqual({})
})

test('every part of the behaviour has a flag, and every flag a line of help', () => {
  const all = read(
    '--error-wording=older',
    '--table-delay=500ms',
    '--index-delay=2s',
    '--stale-reads=1m',
    '--throttling',
    '--ttl-interval=1.5h',
    '--shard-records=10',
    '--item-collection-limit=2MB',
    '--seed=7',
  )
  expect(all).toEqual({
    errorWording: 'older',
    tableDelay: 500,
    indexDelay: 2000,
    staleReads: 60_000,
    throttling: true,
    expiryInterval: 5_400_000,
    shardRecords: 10,
    itemCollectionLimit: 2_097_152,
    seed: 7,
  })
  expect(Object.keys(all).sort()).toEqual(Object.keys(DEFAULT_BEHAVIOR).sort())
  for (const name of Object.keys(BEHAVIOR_FLAGS)) expect(BEHAVIOR_HELP).toContain(`--${name}`)
})

test('0 needs no unit', () => {
  expect(read('--ttl-interval=0', '--table-delay=0s')).toEqual({ expiryInterval: 0, tableDelay: 0 })
})

test.each([
  ['--error-wording=newer', '--error-wording takes current or older, not "newer".'],
  ['--table-delay=5', '--table-delay takes a time such as 500ms, 2s or 1m (at most 576h), not "5".'],
  ['--index-delay=-1s', '--index-delay'],
  ['--stale-reads=', '--stale-reads'],
  ['--stale-reads=1d', '--stale-reads'],
  ['--ttl-interval=1000h', '--ttl-interval'],
  ['--shard-records=0', '--shard-records takes a whole number from 1, not "0".'],
  ['--item-collection-limit=0MB', '--item-collection-limit takes a size such as 500KB, 1MB or 10GB, not "0MB".'],
  ['--item-collection-limit=1000', '--item-collection-limit'],
  ['--seed=1.5', '--seed takes a whole number from 0, not "1.5".'],
  ['--seed=99999999999999999', '--seed'],
])('%s is refused by name', (flag, text) => {
  expect(() => read(flag)).toThrow(UsageError)
  expect(() => read(flag)).toThrow(text)
})
