import { expect, test } from 'vitest'
import {
  adoptionOfParts,
  allParts,
  type CandidateDesign,
  documentOf,
  emptyModel,
  partsOfDesign,
  type TableRecord,
} from '#modeling'
import { partsAction, partsText } from './parts-adoption-text.ts'

const table = (id: string, name: string, key: string): TableRecord => ({
  kind: 'table',
  id,
  position: 1,
  name,
  key: { partition: [{ name: key, type: 'S' }], sort: [] },
  attributes: [],
})
const names = ['Ada', 'Bee', 'Cat', 'Dog', 'Elk', 'Fox']
const model = documentOf([
  ...Object.values(emptyModel('Zoo').records),
  ...names.map((name, at) => ({
    kind: 'entity' as const,
    id: name,
    position: at,
    name,
    identity: ['id'],
    attributes: [{ name: 'id', type: 'S' as const }],
  })),
  table('table-1', 'Ada', 'other'),
  {
    kind: 'placement',
    id: 'placement-1',
    tableId: 'table-1',
    entityId: 'Fox',
    position: 1,
    templates: { other: '{id}' },
  },
])
const design: CandidateDesign = {
  tables: names.map((name, at) => table(`table-${at + 2}`, name, 'id')),
  indexes: [],
  placements: names.map((name, at) => ({
    kind: 'placement',
    id: `placement-${at + 2}`,
    tableId: `table-${at + 2}`,
    entityId: name,
    position: 1,
    templates: {},
  })),
}

test('many tables are one sentence, and a table whose name is taken says beside which it comes', () => {
  const selection = new Set(names.slice(0, 5))
  const { lines, isLoss } = partsText(model, design, selection, adoptionOfParts(model, design, selection))
  expect(lines).toEqual([
    'Bee, Cat, Dog and Elk come as new tables.',
    'Ada2 (for Ada) comes beside the table that has its name.',
    'Fox stays as it is.',
  ])
  expect(isLoss).toBe(false)
})

test('a table that is left empty is said to go, and whose keys are replaced', () => {
  const selection = new Set(['Fox'])
  const { lines, isLoss } = partsText(model, design, selection, adoptionOfParts(model, design, selection))
  expect(lines).toEqual(['Fox comes as a new table.', 'Fox gets other keys in place of those it has.', 'Ada goes.'])
  expect(isLoss).toBe(true)
})

test('the button counts what is taken', () => {
  const all = allParts(partsOfDesign(model, design))
  expect([new Set<string>(), new Set(['Fox']), all].map(parts => partsAction(parts, all))).toEqual([
    'Adopt parts',
    'Adopt 1 part',
    'Adopt all parts',
  ])
})
