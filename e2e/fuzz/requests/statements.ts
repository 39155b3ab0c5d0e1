import fc from 'fast-check'
import { values } from './attribute-values.ts'
import { damaged } from './damaged-text.ts'

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

const keys = fc.constantFrom(
  "pk = 'x' AND sk = 0",
  "pk = 'y' AND sk = -1",
  "pk = 'new' AND sk = 1",
  'c = ?',
  "pk = 'x'",
)
const where = fc.oneof(
  { weight: 3, arbitrary: keys.map(key => `WHERE ${key}`) },
  { weight: 3, arbitrary: fc.tuple(keys, condition).map(([key, more]) => `WHERE ${key} AND ${more}`) },
  { weight: 2, arbitrary: condition.map(all => `WHERE ${all}`) },
  { weight: 1, arbitrary: fc.constant('') },
)
const returning = fc.constantFrom('', '', 'RETURNING ALL OLD *', 'RETURNING MODIFIED NEW *', 'RETURNING ALL NEW *')
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
const changes = fc.array(change, { minLength: 1, maxLength: 3 }).map(list => list.join(' '))

const select = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, fc.array(paths, { minLength: 1, maxLength: 3 }).map(String)),
    sources,
    where,
    fc.constantFrom(
      '',
      '',
      'ORDER BY sk DESC',
      'ORDER BY pk',
      'ORDER BY b ASC',
      'ORDER BY nothing',
      'LIMIT 1',
      'GROUP BY a',
    ),
  )
  .map(([what, from, filter, order]) => `SELECT ${what} FROM ${from} ${filter} ${order}`)
const insert = fc
  .tuple(tables, fc.constantFrom("'x'", "'new'", '?', '1'), fc.constantFrom('0', '7', '?', "'x'"), literal)
  .map(([into, pk, sk, value]) => `INSERT INTO ${into} VALUE { 'pk' : ${pk} , 'sk' : ${sk} , 'm' : ${value} }`)
const update = fc
  .tuple(sources, changes, where, returning)
  .map(([of, set, which, back]) => `UPDATE ${of} ${set} ${which} ${back}`)
const remove = fc
  .tuple(sources, where, returning)
  .map(([from, which, back]) => `DELETE FROM ${from} ${which} ${back}`)
const exists = select.map(inner => `EXISTS ( ${inner} )`)

/** Deep or long, up to the 8192 characters that a statement may have. */
const extremes = fc
  .tuple(
    fc.constantFrom<readonly [string, string, string, string]>(
      ['SELECT * FROM "Fuzz" WHERE ', '( ', 'a = 1', ' )'],
      ['SELECT * FROM "Fuzz" WHERE ', 'NOT ', 'a = 1', ''],
      ['SELECT * FROM "Fuzz" WHERE ', 'a = 1 OR ', 'a = 1', ''],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', '[', '', ']'],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', "{'a':", '1', '}'],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', '<<', '1', '>>'],
      ['SELECT ', '', 'a', '.a'],
      ['SELECT ', 'a,', 'a', ''],
      ['UPDATE "Fuzz" SET b = ', 'b + ', '1', ''],
      ['', '/*', '', '*/'],
      ['', '-- x\n', '', ''],
    ),
    fc.constantFrom(2, 33, 100, 1000, 2500, 4000),
  )
  .map(([[before, open, middle, close], times]) => before + open.repeat(times) + middle + close.repeat(times))

export const statements = damaged(
  fc.oneof(
    { weight: 5, arbitrary: select },
    { weight: 2, arbitrary: insert },
    { weight: 4, arbitrary: update },
    { weight: 2, arbitrary: remove },
    { weight: 1, arbitrary: exists },
    { weight: 1, arbitrary: extremes },
  ),
)

/** A statement with parameters: mostly as many as it has question marks. */
export function withParameters(
  Statement: string,
): fc.Arbitrary<{ readonly Statement: string; readonly Parameters?: readonly unknown[] }> {
  const marks = Statement.replaceAll(/'[^']*'|"[^"]*"/g, '').split('?').length - 1
  const counts = fc.oneof({ weight: 12, arbitrary: fc.constant(marks) }, fc.constantFrom(0, marks + 1))
  return counts.chain(count =>
    count === 0
      ? fc.constant({ Statement })
      : fc
          .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom({ S: 'x' }, { N: '0' }, { B: 'AA==' }) }, values), {
            minLength: count,
            maxLength: count,
          })
          .map(Parameters => ({ Statement, Parameters })),
  )
}
