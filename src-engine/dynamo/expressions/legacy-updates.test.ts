import { describe, expect, test } from 'vitest'
import type { AttributeUpdates, AttributeValueUpdate } from '../api/shapes/legacy-conditions.ts'
import { RequestFault } from '../errors/request-fault.ts'
import type { Item } from '../values/attribute-value.ts'
import { applyUpdate, createsItem } from './apply-update.ts'
import { lowerAttributesToGet, lowerAttributeUpdates } from './legacy-updates.ts'
import { projectItem } from './project.ts'

const P = 'One or more parameter values were invalid: '
const before: Item = { s: { S: 'x' }, n: { N: '1' }, ss: { SS: ['a', 'b'] }, l: { L: [{ S: 'a' }] } }
const apply = (updates: AttributeUpdates) => applyUpdate(lowerAttributeUpdates(updates), before, {}).item

describe('AttributeUpdates', () => {
  test.each<[string, AttributeValueUpdate, string]>([
    ['PUT without value', { Action: 'PUT' }, 'Only DELETE action is allowed when no attribute value is specified'],
    ['nothing', {}, 'Only DELETE action is allowed when no attribute value is specified'],
    ['ADD without value', { Action: 'ADD' }, 'Only DELETE action is allowed when no attribute value is specified'],
    [
      'DELETE of a number',
      { Action: 'DELETE', Value: { N: '1' } },
      'DELETE action with value is not supported for the type N',
    ],
    [
      'DELETE of a list',
      { Action: 'DELETE', Value: { L: [] } },
      'DELETE action with value is not supported for the type L',
    ],
    ['ADD of a string', { Action: 'ADD', Value: { S: 'x' } }, 'ADD action is not supported for the type S'],
    ['ADD of a map', { Action: 'ADD', Value: { M: {} } }, 'ADD action is not supported for the type M'],
  ])('%s', (_case, update, text) => {
    expect(() => lowerAttributeUpdates({ a: update })).toThrow(new RequestFault(P + text))
  })

  test('PUT, DELETE and ADD', () => {
    expect(
      apply({
        s: { Value: { S: 'y' } },
        n: { Action: 'ADD', Value: { N: '2' } },
        ss: { Action: 'DELETE', Value: { SS: ['a'] } },
        l: { Action: 'ADD', Value: { L: [{ S: 'b' }] } },
        t: { Action: 'ADD', Value: { SS: ['x'] } },
      }),
    ).toEqual({
      s: { S: 'y' },
      n: { N: '3' },
      ss: { SS: ['b'] },
      l: { L: [{ S: 'a' }, { S: 'b' }] },
      t: { SS: ['x'] },
    })
    expect(apply({ s: { Action: 'DELETE' }, ss: { Action: 'DELETE' }, nope: { Action: 'DELETE' } })).toEqual({
      n: { N: '1' },
      l: { L: [{ S: 'a' }] },
    })
  })

  test('names are names, whatever characters they have', () => {
    expect(apply({ 'a.b[0]': { Value: { S: 'y' } } })).toEqual({ ...before, 'a.b[0]': { S: 'y' } })
  })

  test('a stored value of another type has its own text', () => {
    const text = 'Type mismatch for attribute to update'
    expect(() => apply({ s: { Action: 'ADD', Value: { N: '1' } } })).toThrow(text)
    expect(() => apply({ ss: { Action: 'DELETE', Value: { NS: ['1'] } } })).toThrow(text)
  })

  test('DELETE alone creates no item, no updates at all do', () => {
    expect(createsItem(lowerAttributeUpdates({ a: { Action: 'DELETE' } }))).toBe(false)
    expect(createsItem(lowerAttributeUpdates({}))).toBe(true)
  })
})

describe('AttributesToGet', () => {
  test('takes top-level attributes and nothing else', () => {
    expect(projectItem(before, lowerAttributesToGet(['n', 'l', 'nope', 'l[0]']))).toEqual({
      n: before.n,
      l: before.l,
    })
  })

  test('names each once', () => {
    expect(() => lowerAttributesToGet(['a', 'b', 'a'])).toThrow(
      new RequestFault(`${P}Duplicate value in attribute name: a`),
    )
  })
})
