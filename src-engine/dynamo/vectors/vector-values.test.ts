import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '../values/attribute-value.ts'
import { FLOAT32_MAX, floatText, readVector, scientificText, vectorValue } from './vector-values.ts'

const list = (...texts: string[]): AttributeValue => ({ L: texts.map(N => ({ N })) })

describe('readVector', () => {
  test('rounds to 32-bit floats', () => {
    expect(readVector(list('0.1', '16777217', '-3'), 3)).toEqual(new Float32Array([0.1, 16777216, -3]))
  })

  test('the largest float is in, what would be infinite is out', () => {
    expect(readVector(list('340282346638528859811704183484516925440'), 1)).toEqual(new Float32Array([FLOAT32_MAX]))
    const value = `34028236${'0'.repeat(31)}`
    expect(readVector(list('1', value), 2)).toEqual({ kind: 'out of range', at: 1, value })
    expect(readVector(list(`-${value}`), 1)).toMatchObject({ kind: 'out of range', at: 0 })
  })

  test('elements are judged before the length', () => {
    expect(readVector({ S: 'x' }, 2)).toEqual({ kind: 'no list' })
    expect(readVector({ NS: ['1', '2'] }, 2)).toEqual({ kind: 'no list' })
    expect(readVector({ L: [{ N: '1' }, { BOOL: true }] }, 3)).toEqual({ kind: 'no number', at: 1, type: 'BOOL' })
    expect(readVector(list('1', '2'), 3)).toEqual({ kind: 'length', length: 2 })
    expect(readVector({ L: [] }, 1)).toEqual({ kind: 'length', length: 0 })
  })
})

describe('floatText', () => {
  test.each([
    [1, '1.0'],
    [0, '0.0'],
    [0.1, '0.1'],
    [-0.5, '-0.5'],
    [16777216, '16777216.0'],
    [1e-10, '0.0000000001'],
    [0.3, '0.3'],
  ])('%d is %s', (number, text) => {
    expect(floatText(Math.fround(number))).toBe(text)
  })

  test('what was read is what is printed', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), float => {
        expect(Math.fround(Number(floatText(float)))).toBe(float === 0 ? 0 : float)
        const value = vectorValue(new Float32Array([float]))
        expect(readVector(value, 1)).toEqual(new Float32Array([float === 0 ? 0 : float]))
      }),
    )
  })
})

test.each([
  [`1${'0'.repeat(39)}`, '1E+39'],
  [`-125${'0'.repeat(40)}`, '-1.25E+42'],
])('%s in scientific form', (number, text) => {
  expect(scientificText(number)).toBe(text)
})
