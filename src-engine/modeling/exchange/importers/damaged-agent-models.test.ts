import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../apply/apply-plan.ts'
import { diagnose } from '../../diagnostics/diagnose.ts'
import { parseModel } from '../../document/parse.ts'
import { serializeModel } from '../../document/serialize.ts'
import { mcpModel, skillModel } from '../../testing/agent-models.ts'
import { exporters, importers, importModel } from '../registry.ts'

type Node = Record<string, unknown>

function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Node, ...Object.values(value).flatMap(nodesOf)]
}

/** Refused with places, or read so that every later step takes it and the same importer's exporter gives it back. */
function survives(text: string, json: unknown): boolean {
  const result = importModel(text)
  if ('problems' in result) {
    expect(result.problems.length).toBeGreaterThan(0)
    for (const { line, column } of result.problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
    return false
  }
  const parsed = parseModel(serializeModel(result.document))
  expect(parsed).toEqual({ document: result.document })
  diagnose(result.document)
  applyPlan(result.document)
  const texts = exporters.map(({ id, export: write }) => [id, write(result.document).files[0]?.text ?? ''] as const)
  if (json === undefined) return true
  const readBy = importers.find(importer => equal(importer.import(text), result))?.id
  const [, written = ''] = texts.find(([id]) => id === readBy) ?? []
  expect(JSON.parse(written)).toEqual(json)
  return true
}

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    1.5,
    '',
    'S',
    'Query',
    [],
    {},
    [null],
    { S: 1 },
    { name: 'x' },
    ['a', 'b'],
    'INCLUDE',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const edit = fc.record({
  node: fc.nat(),
  member: fc.nat(),
  value: fc.option(junk),
  name: fc.option(fc.constantFrom('S', 'name', 'index', '__proto__')),
})

describe.each([
  ['of the MCP server', mcpModel],
  ['of the skill', skillModel],
])('damaged data models %s', (_name, model: unknown) => {
  test('with members replaced, removed and renamed', () => {
    let read = 0
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4, size: 'max' }), edits => {
        const copy = structuredClone(model)
        for (const { node, member, value, name } of edits) {
          const nodes = nodesOf(copy)
          const target = nodes[node % nodes.length] ?? {}
          const names = Object.keys(target)
          const key = names[member % Math.max(1, names.length)] ?? 'x'
          const old = target[key]
          if (Array.isArray(target)) target.splice(Number(key) || 0, 1, structuredClone(value))
          else if (value === null) delete target[key]
          else target[key] = structuredClone(value)
          if (name !== null && !Array.isArray(target))
            Object.defineProperty(target, name, { value: old, enumerable: true, configurable: true, writable: true })
        }
        const text = JSON.stringify(copy)
        if (survives(text, JSON.parse(text))) read++
      }),
      { numRuns: 60 },
    )
    expect(read).toBeGreaterThan(5)
  })

  test('cut off or with characters changed', () => {
    const text = JSON.stringify(model)
    const character = fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', '\\', '\n', 'True')
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), character, fc.boolean(), (share, put, cut) => {
        const at = Math.floor(share * text.length)
        survives(cut ? text.slice(0, at) : text.slice(0, at) + put + text.slice(at + 1), undefined)
      }),
      { numRuns: 50 },
    )
  })
})
