import { expect, test } from 'vitest'
import { PulseMeter } from './pulse-meter.ts'

test('an idle engine has no pulse', () => {
  const meter = new PulseMeter(0)
  expect(meter.take(1000)).toBeUndefined()
})

test('the rate is per second of real time, and its end is told once', () => {
  const meter = new PulseMeter(0)
  meter.take(9_000)
  for (let n = 0; n < 30; n += 1) meter.countRequest()
  expect(meter.take(10_500)).toEqual({ at: 10_500, requestsPerSecond: 20, totalRequests: 30, tablesChanged: false })
  expect(meter.take(11_500)).toEqual({ at: 11_500, requestsPerSecond: 0, totalRequests: 30, tablesChanged: false })
  expect(meter.take(12_500)).toBeUndefined()
})

test('changed tables are told once, without any request too', () => {
  const meter = new PulseMeter(0)
  meter.tablesChanged()
  expect(meter.take(1000)).toEqual({ at: 1000, requestsPerSecond: 0, totalRequests: 0, tablesChanged: true })
  expect(meter.take(2000)).toBeUndefined()
})

test('two pulses at the same moment do not divide by zero', () => {
  const meter = new PulseMeter(5)
  meter.countRequest()
  expect(meter.take(5)?.requestsPerSecond).toBe(0)
})
