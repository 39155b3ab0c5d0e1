import { expect, test } from 'vitest'
import { HISTORY_SECONDS, ratesBySecond, scaleTop, withSample } from './rate-history.ts'

test('one bar a second, silence is zero', () => {
  const rates = ratesBySecond(
    [
      { at: 100_000, perSecond: 5 },
      { at: 103_000, perSecond: 7 },
    ],
    103_400,
  )
  expect(rates).toHaveLength(HISTORY_SECONDS)
  expect(rates.slice(-5)).toEqual([0, 5, 0, 0, 7])
})

test('two pulses in one second: the higher counts', () => {
  const samples = [
    { at: 100_000, perSecond: 9 },
    { at: 100_200, perSecond: 3 },
  ]
  expect(ratesBySecond(samples, 100_200).at(-1)).toBe(9)
})

test('what is older than the history falls out', () => {
  const first = withSample([], { at: 0, perSecond: 1 })
  expect(withSample(first, { at: 64_999, perSecond: 1 })).toHaveLength(2)
  expect(withSample(first, { at: 65_000, perSecond: 1 })).toHaveLength(1)
  expect(ratesBySecond(first, 60_000).every(rate => rate === 0)).toBe(true)
  expect(ratesBySecond(first, 59_000)[0]).toBe(1)
})

test('a clock that was set back starts anew', () => {
  expect(withSample([{ at: 9_000, perSecond: 1 }], { at: 1_000, perSecond: 2 })).toEqual([
    { at: 1_000, perSecond: 2 },
  ])
})

test.each([
  [[], 10],
  [[10], 10],
  [[10.1], 20],
  [[49], 50],
  [[51], 100],
  [[12_345], 20_000],
])('scale of %j', (rates, top) => expect(scaleTop(rates)).toBe(top))
