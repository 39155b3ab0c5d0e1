import fc from 'fast-check'
import { ATTRIBUTES, KEYS } from '../fixture.ts'
import { damaged } from './damaged-text.ts'
import { extremeExpressions } from './extreme-expressions.ts'

/** Texts in DynamoDB's expression language: built by its grammar, then damaged token by token. */

/** What stands behind the placeholders that generated texts use. */
export const NAME_PLACEHOLDERS: Readonly<Record<string, string>> = {
  '#p': 'pk',
  '#a': 'a',
  '#m': 'm',
  '#l': 'l',
  '#o': '__proto__',
  '#t': 'toString',
  '#d': 'a.b',
  '#u': 'ü',
  '#s': 'size',
}

/** Placeholders of values, with the attribute whose type they share; `*` stands for any. */
export const VALUE_PLACEHOLDERS: Readonly<Record<string, string>> = {
  ':s': 'a',
  ':t': 'd',
  ':n': 'b',
  ':k': 'sk',
  ':b': 'c',
  ':ss': 'ss',
  ':ns': 'ns',
  ':bs': 'bs',
  ':any': '*',
  ':l': 'l',
  ':type': 'type',
}

const bareNames = Object.keys(ATTRIBUTES).filter(name => /^[a-z]+$/.test(name) && name !== 'size')
const heads = fc.constantFrom(...bareNames, ...Object.keys(NAME_PLACEHOLDERS))
const steps = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('.a', '.#a', '.l', '.b', '[0]', '[1]', '[2]') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[99]', '[100000]', '[4294967296]', '[00]', '[-1]', '.size', '.#d', '[:n]'),
  },
)
export const paths = fc
  .tuple(heads, fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(steps, { maxLength: 3 })))
  .map(([head, rest]) => head + rest.join(''))

const valueMarks = fc.constantFrom(...Object.keys(VALUE_PLACEHOLDERS))
const COMPARATORS = ['=', '<>', '<', '<=', '>', '>=']
const TESTS = ['begins_with', 'contains', 'attribute_type']

const { condition, setValue } = fc.letrec<{ operand: string; condition: string; setValue: string }>(tie => ({
  operand: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: paths },
    { weight: 4, arbitrary: valueMarks },
    { weight: 1, arbitrary: paths.map(path => `size ( ${path} )`) },
    { weight: 1, arbitrary: tie('operand').map(inner => `( ${inner} )`) },
  ),
  condition: fc.oneof(
    { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc
        .tuple(tie('operand'), fc.constantFrom(...COMPARATORS), tie('operand'))
        .map(([left, comparator, right]) => `${left} ${comparator} ${right}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), paths)
        .map(([test, path]) => `${test} ( ${path} )`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...TESTS), paths, tie('operand'))
        .map(([test, path, value]) => `${test} ( ${path} , ${value} )`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('operand'), tie('operand'), tie('operand'))
        .map(([value, lower, upper]) => `${value} BETWEEN ${lower} AND ${upper}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('operand'), fc.array(tie('operand'), { minLength: 1, maxLength: 4 }))
        .map(([value, list]) => `${value} IN ( ${list.join(' , ')} )`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'OR', 'and'), tie('condition'))
        .map(([left, junction, right]) => `${left} ${junction} ${right}`),
    },
    { weight: 1, arbitrary: tie('condition').map(inner => `NOT ${inner}`) },
    { weight: 1, arbitrary: tie('condition').map(inner => `( ${inner} )`) },
  ),
  setValue: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: valueMarks },
    { weight: 2, arbitrary: paths },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...['b + :n', '#t - :n', 'if_not_exists ( b , :n ) + :n', 'sk + :k', 'm.a - #t'],
        ...['list_append ( l , :l )', 'list_append ( :l , if_not_exists ( #l , :l ) )', 'list_append ( l , l )'],
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('setValue'), fc.constantFrom('+', '-'), tie('setValue'))
        .map(([left, sign, right]) => `${left} ${sign} ${right}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(paths, tie('setValue')).map(([path, other]) => `if_not_exists ( ${path} , ${other} )`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('setValue'), tie('setValue'))
        .map(([head, tail]) => `list_append ( ${head} , ${tail} )`),
    },
  ),
}))

/** Mostly actions of which no two touch the same place and each fits the fixture; now and then any. */
function actionsOf(any: fc.Arbitrary<string>, ...fitting: readonly string[]): fc.Arbitrary<string> {
  const several = fc.subarray([...fitting], { minLength: 1, maxLength: Math.min(fitting.length, 3) })
  return fc
    .oneof({ weight: 4, arbitrary: several }, fc.array(any, { minLength: 1, maxLength: 3 }))
    .map(actions => actions.join(' , '))
}

const assignment = fc.tuple(paths, setValue).map(([path, value]) => `${path} = ${value}`)
const pair = fc.tuple(paths, valueMarks).map(([path, value]) => `${path} ${value}`)
const clauses = [
  fc
    .oneof(
      { weight: 1, arbitrary: setValue.map(value => `flag = ${value}`) },
      {
        weight: 2,
        arbitrary: actionsOf(
          assignment,
          ...[
            'a = :s',
            'a = :t',
            'd = a',
            'b = :n',
            'b = #p',
            'a = if_not_exists ( d , :s )',
            '#o = :any',
            '#s = :s',
          ],
          ...['b = if_not_exists ( b , :k ) + :n', 'l = list_append ( if_not_exists ( #l , :l ) , :l )'],
        ),
      },
      { weight: 1, arbitrary: actionsOf(assignment, 'l[0] = :any', 'm.b = a', 'm.l[5] = m', 'd = a', 'b = b + :n') },
    )
    .map(actions => `SET ${actions}`),
  actionsOf(paths, 'a', 'b', 'd', 'nil', 'l[1]', 'm.l[0]', '#u', '#s', '#d', 'c').map(actions => `REMOVE ${actions}`),
  actionsOf(pair, 'b :n', 'ns :ns', '#t :n', 'l[2] :n', 'm.n :n').map(actions => `ADD ${actions}`),
  actionsOf(pair, 'ss :ss', 'bs :bs').map(actions => `DELETE ${actions}`),
]
const update = fc
  .shuffledSubarray([0, 1, 2, 3], { minLength: 1, maxLength: 3 })
  .chain(chosen => fc.tuple(...chosen.map(i => clauses[i] ?? fc.constant(''))))
  .map(parts => parts.join(' '))

/** True of most items, or of none yet: so that writes happen. */
const usual = fc.constantFrom('attribute_exists ( pk )', 'attribute_not_exists ( zz )', 'attribute_not_exists ( pk )')

export const conditions = damaged(
  fc.oneof(
    { weight: 20, arbitrary: condition },
    { weight: 10, arbitrary: usual },
    { weight: 1, arbitrary: extremeExpressions },
  ),
)
export const updates = damaged(fc.oneof({ weight: 30, arbitrary: update }, extremeExpressions))
export const projections = damaged(
  fc.oneof(
    {
      weight: 25,
      arbitrary: fc
        .uniqueArray(paths, { minLength: 1, maxLength: 4, selector: path => path.split(/[.[]/)[0] })
        .map(list => list.join(' , ')),
    },
    extremeExpressions,
  ),
)

const MARK_OF: Readonly<Record<string, string>> = { pk: ':s', sk: ':k', a: ':s', b: ':n', c: ':b', d: ':t' }

/** A key condition for what is read; now and then on attributes that are no keys of it. */
export function keyConditions(source: string): fc.Arbitrary<string> {
  const names = KEYS[source] ?? ['pk']
  const parts = names.map((name, i) => {
    const mark = MARK_OF[name] ?? ':any'
    const equal = `${name} = ${mark}`
    if (i === 0) return fc.constant(equal)
    return fc.constantFrom(
      ...[
        equal,
        `${name} > ${mark}`,
        `${name} <= ${mark}`,
        `${name} BETWEEN ${mark} AND ${mark}`,
        `${mark} = ${name}`,
      ],
      ...[`begins_with ( ${name} , ${mark} )`, '', equal],
    )
  })
  return damaged(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.tuple(...parts).map(list => list.filter(part => part !== '').join(' AND ')),
      },
      { weight: 2, arbitrary: condition },
    ),
  )
}
