import fc from 'fast-check'
import { damaged } from './damaged-text.ts'
import { extremeStatements } from './extreme-statements.ts'

/** PartiQL statements: built by its grammar, then damaged token by token. */

const tables = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('"Fuzz"', '"Fuzz"', 'Fuzz', '"Plain"') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"Multi"', '"Nowhere"', '""', 'fuzz', "'Fuzz'", '"Fu""zz"', '"a"."b"."c"'),
  },
)
const sources = fc.oneof(
  { weight: 4, arbitrary: tables },
  { weight: 2, arbitrary: fc.constantFrom('"Fuzz"."global"', 'Fuzz.sparse', '"Fuzz"."local"', '"Fuzz"."none"') },
)
const names = fc.constantFrom(
  ...['pk', 'sk', 'a', 'b', 'c', 'd', 'm', 'l', 'ss', '"pk"', '"__proto__"', '"toString"', '"a.b"', '"size"', 'flag'],
)
const paths = fc
  .tuple(names, fc.array(fc.constantFrom('.a', '."a"', '[0]', '[1]', "['a']", '.l', '[99]'), { maxLength: 2 }))
  .map(([head, steps]) => head + steps.join(''))

const { literal } = fc.letrec<{ literal: string }>(tie => ({
  literal: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ...["'x'", "'ab'", "''", "'it''s'", '1', '-2', '.5e1', '1e125', '1e999', '0', 'true', 'FALSE', 'null'],
        ...['MISSING', '?', '?', "'?'", "'😀'", '1e2147483648', '123456789012345678901234567890123456789', '-', "'"],
      ),
    },
    { weight: 1, arbitrary: fc.array(tie('literal'), { maxLength: 3 }).map(list => `[ ${list.join(' , ')} ]`) },
    { weight: 1, arbitrary: fc.array(tie('literal'), { maxLength: 3 }).map(list => `<< ${list.join(' , ')} >>`) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom("'a'", "'__proto__'", "''", "'a'", '"b"', 'c'), tie('literal')), {
          maxLength: 3,
        })
        .map(pairs => `{ ${pairs.map(([name, of]) => `${name} : ${of}`).join(' , ')} }`),
    },
  ),
}))

const operand = fc.oneof(
  { weight: 3, arbitrary: paths },
  { weight: 4, arbitrary: literal },
  { weight: 1, arbitrary: paths.map(path => `size ( ${path} )`) },
)
const { condition } = fc.letrec<{ condition: string }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc
        .tuple(operand, fc.constantFrom('=', '<>', '<', '<=', '>', '>=', '!='), operand)
        .map(([left, comparator, right]) => `${left} ${comparator} ${right}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(operand, operand, operand)
        .map(([value, lower, upper]) => `${value} BETWEEN ${lower} AND ${upper}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(operand, fc.constantFrom('IN [', 'IN (', 'NOT IN ['), fc.array(operand, { maxLength: 4 }))
        .map(([value, open, list]) => `${value} ${open} ${list.join(' , ')} ${open.endsWith('[') ? ']' : ')'}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(paths, fc.constantFrom('IS', 'IS NOT'), fc.constantFrom('NULL', 'MISSING', 'STRING', 'INT4', 'junk'))
        .map(parts => parts.join(' ')),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('begins_with', 'contains', 'attribute_type', 'attribute_exists', 'size', 'EXISTS', 'COUNT'),
          fc.array(operand, { maxLength: 3 }),
        )
        .map(([test, list]) => `${test} ( ${list.join(' , ')} )`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition'))
        .map(([left, junction, right]) => `${left} ${junction} ${right}`),
    },
    { weight: 1, arbitrary: tie('condition').map(inner => `NOT ${inner}`) },
    { weight: 1, arbitrary: tie('condition').map(inner => `( ${inner} )`) },
  ),
}))

/** What can be asked, so that statements run. */
const sound = fc.constantFrom(
  ...[
    "a = 'x'",
    'b > 0',
    'm.a <> 2',
    "begins_with ( a , 'x' )",
    'size ( l ) < 9',
    'd IS MISSING',
    'l[0] = 1',
    'nil IS NULL',
  ],
  ...[
    "contains ( ss , 'ab' )",
    "attribute_type ( m , 'M' )",
    "a IN [ 'x' , 'ab' ]",
    'b BETWEEN 0 AND 5',
    "NOT a = 'x'",
  ],
)
const tests = fc.oneof({ weight: 3, arbitrary: sound }, { weight: 2, arbitrary: condition })
const fullKeys = fc.constantFrom(
  "pk = 'x' AND sk = 0",
  "pk = 'y' AND sk = -1",
  "pk = 'new' AND sk = 1",
  'sk = ? AND pk = ?',
)
const partKeys = fc.constantFrom(
  "pk = 'x'",
  "pk = 'x' AND sk > -1",
  "pk IN [ 'x' , 'y' ]",
  "a = 'x' AND b = 1",
  "d = 'x'",
  'c = ?',
)
const oneItem = fc.oneof(
  { weight: 4, arbitrary: fullKeys.map(key => `WHERE ${key}`) },
  { weight: 3, arbitrary: fc.tuple(fullKeys, tests).map(([key, more]) => `WHERE ${key} AND ${more}`) },
  { weight: 1, arbitrary: tests.map(all => `WHERE ${all}`) },
)
const someItems = fc.oneof(
  { weight: 2, arbitrary: oneItem },
  { weight: 3, arbitrary: partKeys.map(key => `WHERE ${key}`) },
  { weight: 3, arbitrary: fc.tuple(partKeys, tests).map(([key, more]) => `WHERE ${key} AND ${more}`) },
  { weight: 1, arbitrary: fc.constant('') },
)
const returnings = [
  'RETURNING ALL OLD *',
  'RETURNING MODIFIED NEW *',
  'RETURNING ALL NEW *',
  'RETURNING MODIFIED OLD *',
]
const returning = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(...returnings))
const assigned = fc.oneof(
  { weight: 4, arbitrary: literal },
  { weight: 1, arbitrary: fc.tuple(paths, fc.constantFrom('+', '-'), literal).map(parts => parts.join(' ')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('list_append', 'set_add', 'set_delete', 'if_not_exists', 'nothing'), paths, literal)
      .map(([call, path, value]) => `${call} ( ${path} , ${value} )`),
  },
)
const change = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(paths, assigned).map(([path, value]) => `SET ${path} = ${value}`) },
  { weight: 1, arbitrary: paths.map(path => `REMOVE ${path}`) },
)
const soundChange = fc.constantFrom(
  ...[
    "SET a = 'x'",
    'SET b = b + 1',
    'SET m.b = ?',
    'REMOVE nil',
    'SET l = list_append ( l , [ 1 ] )',
    'REMOVE l[0]',
  ],
  ...["SET ss = set_add ( ss , << 'y' >> )", "SET ss = set_delete ( ss , << 'x' , 'ab' >> )", 'SET flag = { }'],
)
const changes = fc.array(fc.oneof(soundChange, change), { minLength: 1, maxLength: 3 }).map(list => list.join(' '))

const orders = fc.constantFrom(
  'ORDER BY sk DESC',
  'ORDER BY pk',
  'ORDER BY b ASC',
  'ORDER BY nothing',
  'LIMIT 1',
  'GROUP BY a',
)
const select = fc
  .tuple(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant('*') },
      fc.uniqueArray(paths, { minLength: 1, maxLength: 3, selector: path => path.split(/[.[]/)[0] }).map(String),
    ),
    sources,
    someItems,
    fc.oneof({ weight: 4, arbitrary: fc.constant('') }, orders),
  )
  .map(([what, from, filter, order]) => `SELECT ${what} FROM ${from} ${filter} ${order}`)
const members = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom("'a' : 'x'", "'b' : 3", "'l' : [ 1 , << 'x' >> ]", "'m' : { 'a' : ? }", "'d' : 'x'"),
  },
  fc.tuple(fc.constantFrom("'m'", "'n'", "'__proto__'"), literal).map(([name, value]) => `${name} : ${value}`),
)
const insert = fc
  .tuple(
    tables,
    fc.constantFrom("'x'", "'new'", "'new'", '?'),
    fc.constantFrom('0', '7', '8', '?'),
    fc.array(members, { maxLength: 2 }),
  )
  .map(
    ([into, pk, sk, more]) =>
      `INSERT INTO ${into} VALUE { ${[`'pk' : ${pk}`, `'sk' : ${sk}`, ...more].join(' , ')} }`,
  )
const update = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: tables }, sources), changes, oneItem, returning)
  .map(([of, set, which, back]) => `UPDATE ${of} ${set} ${which} ${back}`)
const remove = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: tables }, sources), oneItem, fc.constantFrom('', '', 'RETURNING ALL OLD *'))
  .map(([from, which, back]) => `DELETE FROM ${from} ${which} ${back}`)
const exists = select.map(inner => `EXISTS ( ${inner} )`)
export const reads = damaged(select)
export const writes = damaged(fc.oneof({ weight: 2, arbitrary: insert }, { weight: 4, arbitrary: update }, remove))

/** What a transaction takes: one item each, by its key, and nothing returned. */
export const singleReads = damaged(fullKeys.map(key => `SELECT * FROM "Fuzz" WHERE ${key}`))
export const singleWrites = damaged(
  fc.oneof(
    { weight: 2, arbitrary: insert },
    { weight: 4, arbitrary: fc.tuple(changes, oneItem).map(([set, which]) => `UPDATE "Fuzz" ${set} ${which}`) },
    { weight: 2, arbitrary: oneItem.map(which => `DELETE FROM "Fuzz" ${which}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fullKeys, sound)
        .map(([key, test]) => `EXISTS ( SELECT * FROM "Fuzz" WHERE ${key} AND ${test} )`),
    },
  ),
)
export const statements = fc.oneof(
  { weight: 10, arbitrary: reads },
  { weight: 12, arbitrary: writes },
  { weight: 2, arbitrary: damaged(exists) },
  { weight: 1, arbitrary: damaged(extremeStatements) },
)
