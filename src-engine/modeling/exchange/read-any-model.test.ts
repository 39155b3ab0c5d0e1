import { expect, test } from 'vitest'
import { modelInfoOf } from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { mcpModel, skillModel } from '../testing/agent-models.ts'
import { fullDocument } from '../testing/full-document.ts'
import { readAnyModel } from './read-any-model.ts'

const OWN = serializeModel(fullDocument)
const workbench = { ModelName: 'Bank', DataModel: [] }

test.each([
  ['a NoSQL Workbench model', workbench, 'NoSQL Workbench'],
  ['a data model of the MCP server', mcpModel, 'DynamoDB MCP server'],
  ['a data model of the skill', skillModel, 'DynamoDB skill'],
])('%s is taken in as such', (_, model, format) => {
  expect(readAnyModel(JSON.stringify(model))).toMatchObject({ format, document: {} })
})

test('a Facet file is read as it is, wherever it says that it is one', () => {
  const { format: _format, ...rest } = JSON.parse(OWN) as Record<string, unknown>
  for (const text of [OWN, `\ufeff\n${OWN}`, JSON.stringify({ ...rest, format: 'facet-model' })]) {
    const read = readAnyModel(text)
    if (!('document' in read)) throw new Error(read.problems[0]?.reason)
    expect(read).not.toHaveProperty('format')
    expect(modelInfoOf(read.document).name).toBe(modelInfoOf(fullDocument).name)
  }
})

test('a broken Facet file is told what is wrong with it as one', () => {
  expect(readAnyModel(OWN.slice(0, 300))).toMatchObject({
    problems: [{ fix: 'Correct the file at this place, or take it back from version control.' }],
  })
  expect(readAnyModel(OWN.replace('"version": 1', '"version": 2'))).toMatchObject({
    problems: [{ reason: expect.stringContaining('format version 2') }],
  })
})

test.each(['', 'junk', '[]', '{"a": 1}'])('%j is refused with a place', text => {
  expect(readAnyModel(text)).toMatchObject({ problems: [{ line: 1 }] })
})
