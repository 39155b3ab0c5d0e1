import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeyTemplate } from './key-template.ts'
import { isFault, parseTemplate } from './parse-template.ts'
import { attributesIn, printTemplate } from './print-template.ts'
import { renderTemplate, templateSize } from './render-template.ts'

function template(text: string): KeyTemplate {
  const parsed = parseTemplate(text)
  if (isFault(parsed)) throw new Error(parsed.reason)
  return parsed
}

describe('parseTemplate', () => {
  test('reads text, attributes and transforms', () => {
    expect(template('ORDER#{placedAt|month}#{ orderId }')).toEqual({
      parts: [
        { kind: 'text', text: 'ORDER#' },
        { kind: 'attribute', name: 'placedAt', transform: { type: 'month' } },
        { kind: 'text', text: '#' },
        { kind: 'attribute', name: 'orderId' },
      ],
    })
    expect(attributesIn(template('{a}{b}{a|pad:3}'))).toEqual(['a', 'b'])
  })

  test.each([
    ['{', 0],
    ['ab{c', 2],
    ['a}b', 1],
    ['{}', 1],
    ['{|pad:2}', 1],
    ['{a|pad}', 3],
    ['{a|pad:0}', 3],
    ['{a|shard:1}', 3],
    ['{a|reverse}', 3],
    ['x{{y}', 4],
  ])('says where %j is wrong', (text, offset) => {
    expect(parseTemplate(text)).toMatchObject({ offset })
  })

  test('printing and parsing are each other undone', () => {
    const transform = fc.oneof(
      fc.constant(undefined),
      fc.record({ type: fc.constant('pad' as const), width: fc.integer({ min: 1, max: 38 }) }),
      fc.record({ type: fc.constant('shard' as const), count: fc.integer({ min: 2, max: 9999 }) }),
      fc.record({ type: fc.constantFrom('year' as const, 'month' as const, 'day' as const, 'hour' as const) }),
    )
    const attribute = fc
      .record({ name: fc.stringMatching(/^[\w .#$-]*\w$/), transform })
      .map(({ name, transform }) => ({
        kind: 'attribute' as const,
        name: name.trim(),
        ...(transform === undefined ? {} : { transform }),
      }))
    const text = fc.string({ minLength: 1 }).map(text => ({ kind: 'text' as const, text }))
    const parts = fc
      .array(fc.oneof(attribute, text))
      // Two texts in a row are one.
      .filter(list => list.every((part, at) => part.kind !== 'text' || list[at - 1]?.kind !== 'text'))
    fc.assert(
      fc.property(parts, parts => {
        expect(template(printTemplate({ parts }))).toEqual({ parts })
      }),
    )
  })
})

describe('renderTemplate', () => {
  const order = {
    id: { S: 'o-7' },
    at: { S: '2026-11-21T09:30:00Z' },
    epoch: { N: '1795253400' },
    n: { N: '42' },
    price: { N: '12.5' },
    below: { N: '-1' },
  }

  test.each([
    ['ORDER#{id}', { S: 'ORDER#o-7' }],
    ['{id}', { S: 'o-7' }],
    ['{n}', { N: '42' }],
    ['#{n}', { S: '#42' }],
    ['{n|pad:6}', { S: '000042' }],
    ['{price|pad:6}', { S: '000012.5' }],
    ['{below|pad:6}', undefined],
    ['{at|year}/{at|month}/{at|day}/{at|hour}', { S: '2026/2026-11/2026-11-21/2026-11-21T09' }],
    ['{epoch|day}', { S: '2026-11-21' }],
    ['{epoch|hour}', { S: '2026-11-21T09' }],
    ['{{{id}}}', { S: '{o-7}' }],
    ['{missing}', undefined],
    ['a{missing}', undefined],
  ])('%s', (text, value) => {
    expect(renderTemplate(template(text), order)).toEqual(value)
  })

  test('days of the calendar are those of Date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), seconds => {
        const iso = new Date(seconds * 1000).toISOString()
        expect(renderTemplate(template('{t|hour}'), { t: { N: String(seconds) } })).toEqual({ S: iso.slice(0, 13) })
      }),
    )
  })

  test('shards are few, and all of them are used', () => {
    const shards = new Set<string>()
    for (let i = 0; i < 200; i++) {
      const value = renderTemplate(template('{id|shard:8}'), { id: { S: `order-${i}` } })
      if (value !== undefined && 'S' in value) shards.add(value.S)
    }
    expect([...shards].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  })

  test('sizes follow the parts', () => {
    expect(templateSize(template('ÄB#{id}#{at|month}#{n|pad:6}#{id|shard:16}'), () => 26)).toBe(
      4 + 26 + 1 + 7 + 1 + 6 + 1 + 2,
    )
  })
})
