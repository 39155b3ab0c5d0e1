import { describe, expect, test } from 'vitest'
import { FILE_VERSION } from '../file-format.ts'
import { parseModel, parseModelWith } from '../parse.ts'
import { type Migration, migrateFile, migrations } from './registry.ts'

const rename: Migration = {
  from: 1,
  description: 'title is called name',
  migrate: ({ title, ...file }) => ({ ...file, name: title ?? '' }),
}
const unwrap: Migration = {
  from: 2,
  description: 'content is called records',
  migrate: ({ content, ...file }) => ({ ...file, records: content ?? [] }),
}

test('the registry leads from version 1 to the current one without a hole', () => {
  expect(migrations.map(({ from }) => from)).toEqual(Array.from({ length: FILE_VERSION - 1 }, (_, at) => at + 1))
})

describe('migrateFile', () => {
  test('runs the steps in order and writes the version reached', () => {
    const file = { version: 1, title: 'x', content: [], kept: 1 }
    expect(migrateFile(file, 1, 3, [unwrap, rename])).toEqual({ version: 3, name: 'x', records: [], kept: 1 })
    expect(migrateFile({ version: 2, name: 'x', content: [] }, 2, 3, [rename, unwrap])).toMatchObject({ version: 3 })
  })

  test('a missing step is a fault of the program', () => {
    expect(() => migrateFile({}, 1, 3, [rename])).toThrow('No migration from file version 2')
  })
})

describe('a file of an old version', () => {
  const old = '{"format": "facet-model", "version": 1, "title": "Old", "content": [], "later": 1.50}'

  test('is read as the current one, unknown content included', () => {
    const parsed = parseModelWith(old, 3, [rename, unwrap])
    const now = parseModelWith(
      '{"format": "facet-model", "version": 3, "name": "Old", "records": [], "later": 1.50}',
      3,
      [],
    )
    expect(parsed).toEqual(now)
    expect(parsed).toHaveProperty('document')
  })

  test('and wrong content names the path', () => {
    const parsed = parseModelWith(old.replace('[]', '{}'), 3, [rename, unwrap])
    expect(parsed).toMatchObject({ problems: [{ path: 'records', line: 1, column: 1 }] })
  })

  test('a newer one is refused', () => {
    expect(parseModel(old.replace('1,', '2,'))).toMatchObject({
      problems: [{ path: 'version', line: 1, column: 38 }],
    })
  })
})
