import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partitionHash } from './partition-hash.ts'

const md5 = (...bytes: readonly Buffer[]): number =>
  createHash('md5').update('Outliers').update(Buffer.concat(bytes)).digest().readUInt32BE()

test('strings and binaries are hashed by their bytes, several values one after the other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 5_000 }), (text, bytes) => {
      const binary = Buffer.from(bytes)
      expect(partitionHash([{ S: text }])).toBe(md5(Buffer.from(text)))
      expect(partitionHash([{ B: binary.toString('base64') }])).toBe(md5(binary))
      expect(partitionHash([{ S: text }, { B: binary.toString('base64') }])).toBe(md5(Buffer.from(text), binary))
    }),
  )
})

test('keys that end where a block of MD5 does', () => {
  for (let size = 40; size < 130; size++) {
    expect(partitionHash([{ S: 'x'.repeat(size) }])).toBe(md5(Buffer.from('x'.repeat(size))))
  }
})

test.each([
  ['0', [0x80]],
  ['1', [0xc1, 2]],
  ['12', [0xc1, 13]],
  ['100', [0xc2, 2]],
  ['123', [0xc2, 2, 24]],
  ['0.1', [0xc0, 11]],
  ['0.012', [0xc0, 2, 21]],
  ['-1', [0x3e, 100, 102]],
  ['-12.5', [0x3e, 89, 51, 102]],
  [`-${'9'.repeat(38)}`, [0x2c, ...Array.from({ length: 19 }, () => 2), 102]],
  [`-0.${'9'.repeat(37)}`, [0x3f, ...Array.from({ length: 18 }, () => 2), 11, 102]],
  [`-1.${'9'.repeat(37)}`, [0x3e, 100, ...Array.from({ length: 18 }, () => 2), 11]],
])('%s is hashed by its stored form', (number, stored) => {
  expect(partitionHash([{ N: number }])).toBe(md5(Buffer.from(stored)))
})
