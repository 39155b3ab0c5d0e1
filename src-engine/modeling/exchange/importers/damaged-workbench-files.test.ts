import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../apply/apply-plan.ts'
import { diagnose } from '../../diagnostics/diagnose.ts'
import { parseModel } from '../../document/parse.ts'
import { serializeModel } from '../../document/serialize.ts'
import { exporters } from '../registry.ts'
import { importWorkbench } from './workbench-json.ts'

const FOLDER = new URL('../../../../e2e/fixtures/models/', import.meta.url)
const MODELS: readonly unknown[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))

type Node = Record<string, unknown>

/** Every object and list in a value. */
function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Node, ...Object.values(value).flatMap(nodesOf)]
}

/** Whatever happens to the file, it is refused with a place, or every later step takes what was read. */
function survives(text: string): boolean {
  const result = importWorkbench(text)
  if ('problems' in result) {
    expect(result.problems.length).toBeGreaterThan(0)
    for (const { line, column } of result.problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
    return false
  }
  expect(parseModel(serializeModel(result.document))).toEqual({ document: result.document })
  diagnose(result.document)
  applyPlan(result.document)
  for (const exporter of exporters) exporter.export(result.document)
  return true
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    1.5,
    '',
    'S',
    [],
    {},
    [null],
    { S: 1 },
    { M: { M: {} } },
    { L: [1, {}] },
    { NULL: false },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const edit = fc.record({
  node: fc.nat(),
  member: fc.nat(),
  value: fc.option(junk),
  name: fc.option(fc.constantFrom('S', 'M', '', '__proto__')),
})

describe('damaged NoSQL Workbench files', () => {
  test('with members replaced, removed and renamed', () => {
    let read = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...MODELS),
        fc.array(edit, { minLength: 1, maxLength: 6, size: 'max' }),
        (model, edits) => {
          const copy = structuredClone(model)
          for (const { node, member, value, name } of edits) {
            const nodes = nodesOf(copy)
            const target = nodes[node % nodes.length] ?? {}
            const names = Object.keys(target)
            const key = names[member % Math.max(1, names.length)] ?? 'x'
            const old = target[key]
            if (value === null) delete target[key]
            else target[key] = structuredClone(value)
            if (name !== null)
              Object.defineProperty(target, name, {
                value: old,
                enumerable: true,
                configurable: true,
                writable: true,
              })
          }
          if (survives(JSON.stringify(copy))) read++
        },
      ),
      { numRuns: 60 },
    )
    expect(read).toBeGreaterThan(5)
  })

  test('cut off or with characters changed', () => {
    const texts = MODELS.map(model => JSON.stringify(model))
    const character = fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', '\\', '\n')
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        character,
        fc.boolean(),
        (text, share, put, cut) => {
          const at = Math.floor(share * text.length)
          survives(cut ? text.slice(0, at) : text.slice(0, at) + put + text.slice(at + 1))
        },
      ),
      { numRuns: 200 },
    )
  })
})
