import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { check, ROOT } from '../testing/run-check.ts'

/** Files that are no model: the message has the place and the way out, and the file stays as it is. */

const ORDERS = readFileSync(join(ROOT, 'resources', 'gallery', 'orders.facet.json'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'facet-check-bad-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  utimesSync(path, 1_000_000_000, 1_000_000_000)
  return path
}

/** The gallery's orders with one text replaced, which has to be there. */
function orders(from: string | RegExp, to: string): string {
  expect(ORDERS).toMatch(from)
  return ORDERS.replace(from, to)
}

function untouched(path: string): string {
  const { mtimeMs } = statSync(path)
  return `${mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}

const steps = (...patterns: readonly (readonly [id: string, to: string])[]): string =>
  orders(
    '"records": [',
    `"records": [${patterns
      .map(([id, to]) =>
        JSON.stringify({
          kind: 'pattern',
          id,
          position: 90,
          name: id,
          operation: { type: 'steps', steps: [{ patternId: 'pattern-one-order' }, { patternId: to }] },
        }),
      )
      .join(', ')},`,
  )

/** Line and column of a text within another, as an editor shows them; '' is the end. */
function placeIn(text: string, part: string): string {
  const before = (part === '' ? text : text.slice(0, text.indexOf(part))).replace('\ufeff', '').split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}

describe.each<readonly [what: string, content: string, at: string, reason: RegExp]>([
  ['a newer version', orders('"version": 1', '"version": 7'), '7,', /format version 7; .* up to 1 .*newer Facet/],
  ['truncated JSON', ORDERS.slice(0, 1000), '', /The text ends inside a string|found the end of the text/],
  [
    'two records of one id',
    orders('"id": "table-orders"', '"id":  "order"'),
    '"order",\n      "position": 1,\n      "name": "Orders"',
    /The id "order" is taken/,
  ],
  [
    'a placement in no table',
    orders('"tableId": "table-orders"', '"tableId": "gone"'),
    '"gone"',
    /no table with the id "gone"/,
  ],
  ['an enormous number', orders(/"position": \d+/, '"position": 1e999'), '1e999', /1e999 is too large/],
  ['a count that is none', orders(/"limit": \d+/, '"limit": 2.5'), '2.5', /whole number from 1 on, found 2\.5/],
  ['NUL bytes', orders('"records"', '\u0000\u0000"records"'), '\u0000', /double quotes, found "\\u0000"/],
  ['CRLF line ends', orders('"version": 1', '"version": 7').replaceAll('\n', '\r\n'), '7,', /version 7/],
  ['a byte order mark', `\ufeff${orders('"version": 1', '"version": 7')}`, '7,', /version 7/],
  ['a merge conflict', `<<<<<<< HEAD\n${ORDERS}`, '<<<', /Expected a value, found "<"/],
  ['another kind of JSON', '{ "a": 1 }', '{', /not a Facet model/],
])('%s', (_, content, at, reason) => {
  test('is refused with the place, and left alone', () => {
    const path = file('bad.facet.json', content)
    const before = untouched(path)
    const { status, stderr, stdout } = check(path)
    expect(content).toContain(at)
    expect(stderr.split(': ')[1]).toBe(`${path}:${placeIn(content, at)}`)
    expect(stderr).toMatch(reason)
    expect([status, stdout]).toEqual([2, ''])
    expect(untouched(path)).toBe(before)
  })
})

describe('what cannot be read as text', () => {
  test('bytes that are not UTF-8 are refused with the place', () => {
    const path = file('latin1.facet.json', Buffer.from('{\n  "name": "Zürich"\n}', 'latin1'))
    const { status, stderr } = check(path)
    expect(stderr).toContain('latin1.facet.json:2:13 cannot be used: it is not UTF-8 text. Save it as UTF-8')
    expect(status).toBe(2)
  })

  test('50 MB of junk are refused at the first character that is wrong', () => {
    const path = file('junk.json', Buffer.alloc(50 * 1024 * 1024, 'junk '))
    const { status, stderr } = check(path)
    expect(stderr).toMatch(/junk\.json:1:1: Expected a value, found "j"/)
    expect(stderr.length).toBeLessThan(400)
    expect(status).toBe(2)
  })

  test('a folder in its place, a link that leads nowhere, and no file at all', () => {
    const inPlace = join(folder, 'folder.facet.json')
    mkdirSync(inPlace)
    expect(check(inPlace).stderr).toMatch(/folder\.facet\.json cannot be used: it is a folder\. Choose a file\./)
    const loop = join(folder, 'loop.facet.json')
    symlinkSync('loop.facet.json', loop)
    expect(check(loop).stderr).toMatch(/a link that leads back to itself/)
    expect(check(join(folder, 'gone.facet.json')).stderr).toMatch(/gone\.facet\.json is not there\./)
  })

  test('a file without permission says so', () => {
    const path = file('closed.facet.json', ORDERS)
    chmodSync(path, 0)
    const { status, stderr } = check(path)
    // Root reads whatever it wants.
    if (process.getuid?.() === 0) expect([status, stderr]).toEqual([0, ''])
    else expect([status, stderr]).toEqual([2, expect.stringContaining('you have no permission for it')])
  })
})

test('a byte order mark and CRLF alone do no harm', () => {
  const path = file('windows.facet.json', `\ufeff${ORDERS.replaceAll('\n', '\r\n')}`)
  const { status, stdout } = check(path)
  expect([status, stdout]).toEqual([0, expect.stringContaining('8 of 8 proved')])
})

test('steps that lead back to themselves are found at their place, and the other patterns are proved', () => {
  const path = file('circle.facet.json', steps(['one', 'two'], ['two', 'one']))
  const { status, stdout } = check(path)
  expect(stdout).toMatch(/error +\d+:\d+ The steps of "one" lead back to it: "two", "one" \[steps-in-circle\]/)
  expect(stdout).toContain('8 of 10 proved: the check failed')
  expect(status).toBe(1)
})

test('relations in a circle, references that lead nowhere and enormous amounts neither hang nor pass unseen', () => {
  const relation = (id: string, parentId: string, childId: string) =>
    JSON.stringify({
      kind: 'relation',
      id,
      position: 90,
      parentId,
      childId,
      cardinality: 'one-to-many',
      via: [{ parent: 'CustomerId', child: 'CustomerId' }],
    })
  const twin = ORDERS.slice(ORDERS.indexOf('{\n      "kind": "entity"'), ORDERS.indexOf('{\n      "kind": "pattern"'))
  const other = twin.replace('"id": "order"', '"id": "other"').replace('"name": "Order"', '"name": "Other"')
  const circle = `"records": [${relation('there', 'order', 'other')}, ${relation('back', 'other', 'order')}, ${other}`
  const inCircle = file('relations.facet.json', orders('"records": [', circle))
  expect(check('--generate', inCircle).stdout).toContain('8 of 8 proved')
  const dangling = file('dangling.facet.json', orders(/"entityIds": \["order"\]/, '"entityIds": ["gone"]'))
  expect(check(dangling).stdout).toMatch(
    /error +\d+:5 .* is about an entity that is not there \[dangling-reference\]/,
  )
  const often = steps(['often', 'pattern-one-order']).replace(
    '"patternId":"pattern-one-order"}',
    '"patternId":"pattern-one-order","times":900000000000}',
  )
  expect(check(file('often.facet.json', often)).stdout).toContain('It takes more than 1000 requests')
})

test('of several files, the bad ones do not hide the others', () => {
  const good = file('good.facet.json', ORDERS)
  const bad = file('broken.facet.json', '{')
  const junit = join(folder, 'several.xml')
  const { status, stdout, stderr } = check('--json', '--junit', junit, bad, good)
  expect(status).toBe(2)
  expect(stderr).toMatch(/broken\.facet\.json:1:2: /)
  expect(JSON.parse(stdout)).toMatchObject({
    models: [{ file: good, passed: true }],
    unreadable: [{ file: bad, problems: [{ line: 1, column: 2 }] }],
  })
  const xml = readFileSync(junit, 'utf8')
  expect(xml).toContain('failures="1"')
  expect(xml).toContain('<failure type="unreadable"')
})
