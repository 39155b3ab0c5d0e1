// One file although long: the tables of spellings, range and arithmetic share one generator and one oracle.
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { addNumbers, compareNumbers, decimalParts, normalizeNumber, numberSize, subtractNumbers } from './number.ts'

const Exact = Decimal.clone({ precision: 600, toExpNeg: -1000, toExpPos: 1000 })

const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range'
const DIGITS = 'Attempting to store more than 38 significant digits in a Number'
const notNumeric = (text: string) => `The parameter cannot be converted to a numeric value: ${text}`

/** Any number DynamoDB can hold, in scientific spelling. */
const scientific = fc
  .tuple(
    fc.boolean(),
    fc.stringMatching(/^[1-9][0-9]{0,37}$/),
    fc.oneof(fc.integer({ min: -130, max: 125 }), fc.integer({ min: -3, max: 3 })),
  )
  .map(([negative, digits, exponent]) => `${negative ? '-' : ''}${digits[0]}.${digits.slice(1)}0e${exponent}`)
const canonical = fc.oneof({ weight: 20, arbitrary: scientific.map(normalizeNumber) }, fc.constant('0'))

function thrown(run: () => unknown): unknown {
  try {
    return { returned: run() }
  } catch (error) {
    return error
  }
}

describe('normalizeNumber: spellings', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['+0', '0'],
    ['0.0', '0'],
    ['0.0e126', '0'],
    ['00012', '12'],
    ['1000', '1000'],
    ['1e3', '1000'],
    ['+1000', '1000'],
    ['1000.0', '1000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.e5', '100000'],
    ['1E+2', '100'],
    ['-1.50', '-1.5'],
    ['0.10', '0.1'],
    ['-.001e1', '-0.01'],
    ['1e0000000000000000000000002', '100'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['-0.12345678901234567890123456789012345678', '-0.12345678901234567890123456789012345678'],
    ['1e125', `1${'0'.repeat(125)}`],
    ['1e-130', `0.${'0'.repeat(129)}1`],
    [`${'9'.repeat(38)}e88`, `${'9'.repeat(38)}${'0'.repeat(88)}`],
    [`1${'0'.repeat(60)}`, `1${'0'.repeat(60)}`],
  ])('%s is %s', (text, expected) => {
    expect(normalizeNumber(text)).toBe(expected)
  })

  test.each(
    [
      '',
      ' 1',
      '1 ',
      '1\n',
      'abc',
      'NaN',
      'Infinity',
      '0x10',
      '1e',
      '1e+',
      '1.2.3',
      '.',
      '-',
      '+',
      '-.',
      '.e5',
      '--1',
    ].concat(['1e5.5', '1_000', '1,5', '١', '1f', '1d']),
  )('%j is no number', text => {
    const error = thrown(() => normalizeNumber(text))
    expect(error).toBeInstanceOf(RequestFault)
    expect(error).toMatchObject({ code: 'ValidationException', message: notNumeric(text) })
  })

  test('the older layer leaves out the colon for an empty text', () => {
    expect(thrown(() => normalizeNumber(''))).toMatchObject({
      olderMessage: 'The parameter cannot be converted to a numeric value',
    })
  })
})

describe('normalizeNumber: range and digits', () => {
  test.each([
    ['1e126', OVERFLOW],
    ['-1e126', OVERFLOW],
    ['0e126', OVERFLOW],
    [`1${'0'.repeat(126)}`, OVERFLOW],
    ['1e2147483647', OVERFLOW],
    ['1e2147483648', OVERFLOW],
    ['1e99999999999', OVERFLOW],
    ['1e9223372036854775807', OVERFLOW],
    ['1e9223372036854775808', notNumeric('1e9223372036854775808')],
    [`1e${'9'.repeat(400)}`, notNumeric(`1e${'9'.repeat(400)}`)],
    ['1e-00000000009223372036854775808', UNDERFLOW],
    ['1e-9223372036854775809', notNumeric('1e-9223372036854775809')],
    ['1e-131', UNDERFLOW],
    ['-1e-131', UNDERFLOW],
    ['0e-131', UNDERFLOW],
    ['0.9e-130', UNDERFLOW],
    ['1e-99999999999', UNDERFLOW],
    [`${'1'.repeat(39)}`, DIGITS],
    ['-1.23456789012345678901234567890123456789', DIGITS],
    [`1${'0'.repeat(37)}1`, DIGITS],
    [`0.${'1'.repeat(39)}`, DIGITS],
    [`${'1'.repeat(39)}e100`, OVERFLOW],
  ])('%s', (text, message) => {
    expect(thrown(() => normalizeNumber(text))).toMatchObject({ message })
  })

  test('an exponent at the largest int wraps round in the older layer', () => {
    expect(thrown(() => normalizeNumber('1e2147483647'))).toMatchObject({ olderMessage: UNDERFLOW })
    expect(thrown(() => normalizeNumber('1e126'))).toMatchObject({ olderMessage: OVERFLOW })
  })

  test.each(['1e2147483648', '1e-2147483648', '0e99999999999'])('%s is no number to the older layer', text => {
    expect(thrown(() => normalizeNumber(text))).toMatchObject({
      olderMessage: `The parameter cannot be converted to a numeric value: ${text}`,
    })
  })

  test('leading and trailing zeros are no digits', () => {
    expect(normalizeNumber(`000${'1'.repeat(38)}000`)).toBe(`${'1'.repeat(38)}000`)
    expect(normalizeNumber(`0.000${'1'.repeat(38)}000`)).toBe(`0.000${'1'.repeat(38)}`)
  })
})

describe('normalizeNumber: properties', () => {
  test('says what decimal.js says, over the whole range', () => {
    fc.assert(
      fc.property(scientific, text => {
        expect(normalizeNumber(text)).toBe(new Exact(text).toFixed())
      }),
      { numRuns: 2000 },
    )
  })

  test('is idempotent', () => {
    fc.assert(fc.property(canonical, text => normalizeNumber(text) === text))
  })

  test('takes exactly the texts that are decimal numbers', () => {
    const near = fc.string({ unit: fc.constantFrom('0', '1', '9', '.', 'e', 'E', '-', '+', ' '), maxLength: 8 })
    fc.assert(
      fc.property(near, text => {
        const outcome = thrown(() => normalizeNumber(text))
        if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
          if (outcome instanceof DynamoError) expect(outcome.message).toMatch(/^Number (overflow|underflow)\./)
          else expect(outcome).toEqual({ returned: new Exact(text).plus(0).toFixed().replace(/^-0$/, '0') })
        } else {
          expect(outcome).toMatchObject({ message: notNumeric(text) })
        }
      }),
      { numRuns: 5000 },
    )
  })
})

describe('compareNumbers', () => {
  test('orders as decimal.js does', () => {
    fc.assert(
      fc.property(canonical, canonical, (a, b) => {
        expect(Math.sign(compareNumbers(a, b))).toBe(new Exact(a).cmp(b))
      }),
      { numRuns: 3000 },
    )
  })

  test('orders close neighbours', () => {
    const ascending = ['-100', '-99.9', '-10', '-9', '-1.5', '-1', '-0.15', '-0.1', '0', '0.001', '0.01', '0.1']
    ascending.push('0.15', '1', '1.5', '9', '9.99', '10', '99', '100')
    for (let i = 1; i < ascending.length; i++) {
      expect(compareNumbers(ascending[i - 1] ?? '', ascending[i] ?? '')).toBeLessThan(0)
      expect(compareNumbers(ascending[i] ?? '', ascending[i - 1] ?? '')).toBeGreaterThan(0)
    }
  })
})

describe('decimalParts', () => {
  test('puts back together to the number', () => {
    fc.assert(
      fc.property(canonical, text => {
        const { negative, digits, exponent } = decimalParts(text)
        expect(digits).toMatch(/^([1-9](\d*[1-9])?)?$/)
        const value = digits === '' ? new Exact(0) : new Exact(`${negative ? '-' : ''}0.${digits}e${exponent}`)
        expect(value.toFixed()).toBe(text)
      }),
    )
  })

  test('zero has no digits', () => {
    expect(decimalParts('0')).toEqual({ negative: false, digits: '', exponent: 0 })
  })
})

describe('addNumbers and subtractNumbers', () => {
  const pairs = fc.oneof(
    fc.tuple(canonical, canonical),
    fc.tuple(fc.integer().map(String), fc.integer().map(String)),
    fc.tuple(fc.maxSafeInteger().map(String), fc.maxSafeInteger().map(String)),
  )

  function expected(exact: Decimal): unknown {
    const fits = exact.isZero() || (exact.precision() <= 38 && exact.e <= 125 && exact.e >= -130)
    return fits ? { returned: exact.toFixed().replace(/^-0$/, '0') } : expect.objectContaining({ message: OVERFLOW })
  }

  test('are exact or refuse, as decimal.js judges', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(thrown(() => addNumbers(a, b))).toEqual(expected(new Exact(a).plus(b)))
        expect(thrown(() => subtractNumbers(a, b))).toEqual(expected(new Exact(a).minus(b)))
      }),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['999999999999999', '1', '1000000000000000'],
    ['0.1', '0.2', '0.3'],
    ['1', '-1', '0'],
    ['9'.repeat(38), '1', `1${'0'.repeat(38)}`],
    ['-5', '5.5', '0.5'],
  ])('%s + %s = %s', (a, b, sum) => {
    expect(addNumbers(a, b)).toBe(sum)
  })

  test('the difference is subtracted in order, zero included', () => {
    expect(subtractNumbers('5', '7')).toBe('-2')
    expect(subtractNumbers('5', '-7')).toBe('12')
    expect(subtractNumbers('5', '0')).toBe('5')
    expect(subtractNumbers('0', '0')).toBe('0')
  })

  test('1e50 + 1 needs more than 38 digits and is a bare overflow', () => {
    const error = thrown(() => addNumbers(normalizeNumber('1e50'), '1'))
    expect(error).toMatchObject({ code: 'ValidationException', message: OVERFLOW })
    expect(error).not.toBeInstanceOf(RequestFault)
  })

  test('the sum past the largest magnitude overflows', () => {
    const largest = normalizeNumber(`${'9'.repeat(38)}e88`)
    expect(thrown(() => addNumbers(largest, largest))).toMatchObject({ message: OVERFLOW })
  })
})

describe('numberSize', () => {
  test.each([
    ['0', 1],
    ['1', 2],
    ['12', 2],
    ['123', 3],
    ['1234', 3],
    ['12345', 4],
    ['100', 2],
    ['1010', 3],
    ['100.5', 4],
    ['1.5', 3],
    ['1.234', 4],
    ['3.14159', 5],
    ['0.15', 2],
    ['0.0000001', 2],
    ['1e125', 2],
    ['1e-100', 2],
    ['-42', 3],
    ['-0.15', 3],
    ['12345678901234567890123456789012345678', 20],
    ['120', 3],
    ['0.012', 3],
  ])('%s takes %i bytes', (text, bytes) => {
    expect(numberSize(normalizeNumber(text))).toBe(bytes)
  })

  test('is the formula over digits and exponent', () => {
    fc.assert(
      fc.property(canonical, text => {
        const { negative, digits, exponent } = decimalParts(text)
        const scientificExponent = exponent - 1
        const bothEven = digits.length % 2 === 0 && scientificExponent % 2 === 0
        const bytes = 1 + Math.ceil(digits.length / 2) + (bothEven ? 1 : 0) + (negative ? 1 : 0)
        expect(numberSize(text)).toBe(digits === '' ? 1 : bytes)
      }),
    )
  })
})
