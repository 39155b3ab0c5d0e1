import { describe, expect, test } from 'vitest'
import { applyDiff, type Diff, diffDocuments, emptyDiff, isEmptyDiff, reverseDiff, squashDiffs } from './diff.ts'
import type { FacetRecord } from './model-document.ts'
import { documentOf, emptyModel } from './new-model.ts'

const facet = (id: string, name: string): FacetRecord => ({
  kind: 'facet',
  id,
  tableId: 't',
  position: 1,
  name,
  attributes: [],
})
const model = emptyModel('m')
const withFacets = (...facets: readonly FacetRecord[]) => documentOf([...Object.values(model.records), ...facets])
const [a1, a2, a3, b] = [facet('a', '1'), facet('a', '2'), facet('a', '3'), facet('b', '1')]
const diff = (part: Partial<Diff>): Diff => ({ ...emptyDiff(), ...part })

describe('applyDiff', () => {
  test('adds, changes and removes; the other records keep their identity', () => {
    const before = withFacets(a1, b)
    const c = facet('c', '1')
    const after = applyDiff(before, diff({ added: { c }, updated: { a: [a1, a2] }, removed: { b } }))
    expect(after).toEqual(withFacets(a2, c))
    expect(after.records.model).toBe(before.records.model)
    expect(before).toEqual(withFacets(a1, b))
  })

  test('an empty diff gives the same document', () => {
    expect(applyDiff(model, emptyDiff())).toBe(model)
  })

  test('a record may be called __proto__', () => {
    const id = '__proto__'
    const odd = facet(id, 'x')
    const added = emptyDiff()
    added.added[id] = odd
    const after = applyDiff(model, added)
    expect(Object.keys(after.records)).toContain('__proto__')
    expect(applyDiff(after, reverseDiff(added))).toEqual(model)
  })
})

describe('reverseDiff', () => {
  test('gives back exactly what was there', () => {
    const before = withFacets(a1, b)
    const edit = diff({ updated: { a: [a1, a2] }, removed: { b } })
    const undone = applyDiff(applyDiff(before, edit), reverseDiff(edit))
    expect(undone).toEqual(before)
    expect(undone.records.a).toBe(a1)
  })
})

describe('squashDiffs', () => {
  test.each([
    ['add, change', [diff({ added: { a: a1 } }), diff({ updated: { a: [a1, a2] } })], diff({ added: { a: a2 } })],
    ['add, remove', [diff({ added: { a: a1 } }), diff({ removed: { a: a1 } })], emptyDiff()],
    [
      'change, change',
      [diff({ updated: { a: [a1, a2] } }), diff({ updated: { a: [a2, a3] } })],
      diff({ updated: { a: [a1, a3] } }),
    ],
    [
      'change and back',
      [diff({ updated: { a: [a1, a2] } }), diff({ updated: { a: [a2, facet('a', '1')] } })],
      emptyDiff(),
    ],
    [
      'change, remove',
      [diff({ updated: { a: [a1, a2] } }), diff({ removed: { a: a2 } })],
      diff({ removed: { a: a1 } }),
    ],
    [
      'remove, add again',
      [diff({ removed: { a: a1 } }), diff({ added: { a: a2 } })],
      diff({ updated: { a: [a1, a2] } }),
    ],
  ] as const)('%s', (_name, diffs, expected) => {
    expect(squashDiffs(diffs)).toEqual(expected)
  })
})

describe('diffDocuments', () => {
  test('finds what differs in content, not in identity', () => {
    const from = withFacets(a1, b)
    const to = withFacets(facet('a', '1'), facet('b', '2'), facet('c', '1'))
    const found = diffDocuments(from, to)
    expect(Object.keys(found.updated)).toEqual(['b'])
    expect(Object.keys(found.added)).toEqual(['c'])
    expect(applyDiff(from, found)).toEqual(to)
    expect(isEmptyDiff(diffDocuments(from, structuredClone(from)))).toBe(true)
  })
})
