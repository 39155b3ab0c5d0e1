import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

/** Members in order, to tell objects apart that `toEqual` takes for equal. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return { members: Object.entries(value).map(([name, member]) => [name, inOrder(member)]) }
}

test('a name with an escape is not taken for one that ends in a backslash', () => {
  // Twice: the first time V8 learns the name that ends in a backslash, the second time it expects it.
  for (let time = 0; time < 3; time++) {
    expect(parseJson('[{"p":{},"\\u00e9":{}},{"p":{},"\\\\":{}}]')).toEqual([
      { p: {}, é: {} },
      { p: {}, '\\': {} },
    ])
    expect(parseJson('[{"d":{},"C:\\\\Users":{}},{"d":{},"C:\\\\":{}}]')).toEqual([
      { d: {}, 'C:\\Users': {} },
      { d: {}, 'C:\\': {} },
    ])
    expect(parseJson('{"h":[],"\\"":1}')).toEqual({ h: [], '"': 1 })
  }
})

describe('like JSON.parse', () => {
  const names = fc.oneof(
    fc.constantFrom('\\', 'a\\', 'a\\b', '"', 'a"', '\n', 'a\n', 'a', 'é', '__proto__', '1', '', '\ud800', ':', '":'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const { value: values } = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(
        names,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => (Object.is(n, -0) ? 0 : n)),
        fc.boolean(),
      ),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map(pairs => Object.fromEntries(pairs)),
    ),
  }))

  test('what JSON.stringify writes is read again', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1, '\t', '\n\r '), (value, space) => {
        expect(inOrder(parseJson(JSON.stringify(value, undefined, space)))).toEqual(inOrder(value))
      }),
      { numRuns: 3000 },
    )
  })

  test('what is no JSON is refused', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.nat({ max: 2 }),
      fc.constantFrom('', '"', '\\', '{', '}', ',', ':', '0', '\n', 'x'),
    )
    fc.assert(
      fc.property(values, damage, (value, [place, gone, more]) => {
        const whole = JSON.stringify({ '\\n': value })
        const at = place % (whole.length + 1)
        const text = whole.slice(0, at) + more + whole.slice(at + gone)
        const outcome = (read: (text: string) => unknown): unknown => {
          try {
            read(text)
            return 'read'
          } catch (error) {
            return error instanceof SyntaxError ? 'refused' : error
          }
        }
        expect(outcome(parseJson), text).toBe(outcome(JSON.parse))
      }),
      { numRuns: 3000 },
    )
  })

  test('depth costs no stack', () => {
    const deep = 200_000
    const list = parseJson(`{"\\n":${'['.repeat(deep)}${']'.repeat(deep)}}`)
    expect(list).toHaveProperty(['\n'])
  })

  test('of a name given twice the last counts, and __proto__ is a name', () => {
    expect(inOrder(parseJson('{"\\"":1,"a":2,"\\"":3,"__proto__":{"a":1}}'))).toEqual(
      inOrder(
        Object.fromEntries([
          ['"', 3],
          ['a', 2],
          ['__proto__', { a: 1 }],
        ]),
      ),
    )
  })
})
