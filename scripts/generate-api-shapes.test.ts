import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { currentShapes, renderShapes, SHAPES_FILE } from './generate-api-shapes.ts'

test('shapes.ts is what the committed model generates (run scripts/generate-api-shapes.ts)', () => {
  expect(readFileSync(SHAPES_FILE, 'utf8')).toBe(currentShapes())
})

test('generate-api-shapes keeps reachable input shapes only, in model order', () => {
  const text = renderShapes({
    service: {
      operations: { Op: { input: 'OpInput' }, Bare: {} },
      shapes: {
        OpInput: { type: 'structure', required: ['B'], members: { B: { shape: 'Text' }, A: { shape: 'Text' } } },
        Text: { type: 'string', min: 0, pattern: "[\\w']+" },
        OpOutput: { type: 'structure', members: {} },
      },
    },
  })
  expect(text).toContain("  Op: 'OpInput',\n")
  expect(text).toContain("  OpInput: { type: 'structure', required: ['B'], members: { B: 'Text', A: 'Text' } },\n")
  expect(text).toContain("  Text: { type: 'string', min: 0, pattern: '[\\\\w\\']+' },\n")
  expect(text).not.toContain('OpOutput')
})

test('generate-api-shapes refuses two services that mean different things by one name', () => {
  const service = (type: string) => ({
    operations: { Op: { input: 'In' } },
    shapes: { In: { type: 'structure', members: { A: { shape: 'Same' } } }, Same: { type } },
  })
  expect(() => renderShapes({ one: service('string'), two: service('integer') })).toThrow('Two services define Same')
  const dangling = { operations: { Op: { input: 'In' } }, shapes: {} }
  expect(() => renderShapes({ one: dangling })).toThrow('names the shape In')
})
