import { expect, test } from 'vitest'
import { fuzzyFilter, fuzzyScore } from './fuzzy.ts'

const COMMANDS = [
  'Model: New model',
  'Model: Open model',
  'View: Problems',
  'Edit: Undo',
  'Export: CloudFormation',
  'View: Output',
]

test.each([
  ['open', 'Model: Open model'],
  ['nm', 'Model: New model'],
  ['cf', 'Export: CloudFormation'],
  ['undo', 'Edit: Undo'],
  ['view out', 'View: Output'],
  ['OUT', 'View: Output'],
])('%j finds %j first', (typed, first) => {
  expect(fuzzyFilter(typed, COMMANDS, text => text)[0]).toBe(first)
})

test('letters that are not there in order find nothing', () => {
  expect(fuzzyScore('zebra', 'Model: Open model')).toBeUndefined()
  expect(fuzzyFilter('zebra', COMMANDS, text => text)).toEqual([])
})

test('nothing typed keeps all in their order', () => {
  expect(fuzzyFilter(' ', COMMANDS, text => text)).toEqual(COMMANDS)
})
