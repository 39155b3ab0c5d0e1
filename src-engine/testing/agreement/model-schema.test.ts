import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parseModel, serializeModel } from '#modeling'
import { fullDesign } from '../../modeling/testing/full-design.ts'

/** The JSON Schema that editors complete model files by, against the reader that decides. */
const RESOURCES = join(import.meta.dirname, '..', '..', '..', 'resources')
const schema = JSON.parse(readFileSync(join(RESOURCES, 'schema', 'facet-model.schema.json'), 'utf8')) as object
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

interface ModelFile {
  readonly records: Record<string, unknown>[]
  readonly [member: string]: unknown
}

const full = JSON.parse(serializeModel(fullDesign)) as ModelFile

function refusedBy(file: unknown): readonly string[] {
  return [
    ...(validate(file) ? [] : ['schema']),
    ...('problems' in parseModel(JSON.stringify(file)) ? ['reader'] : []),
  ]
}

describe('the schema of model files', () => {
  test('takes everything that a model can hold', () => {
    expect(validate(full) ? [] : validate.errors).toEqual([])
    expect(refusedBy(full)).toEqual([])
  })

  test.each(readdirSync(join(RESOURCES, 'gallery')).filter(name => name.endsWith('.facet.json')))(
    'takes %s',
    name => {
      const file: unknown = JSON.parse(readFileSync(join(RESOURCES, 'gallery', name), 'utf8'))
      expect(validate(file) ? [] : validate.errors).toEqual([])
    },
  )

  test('takes what a later version adds, and a reference to the schema', () => {
    const later = {
      ...full,
      $schema: './facet-model.schema.json',
      records: [...full.records, { kind: 'hologram', id: 'h' }, { ...full.records[0], future: true }].slice(0, -1),
    }
    expect(refusedBy(later)).toEqual([])
  })

  test('refuses, as the reader does, a record without a member that it needs or with one of another type', () => {
    let tried = 0
    full.records.forEach((record, at) => {
      for (const member of Object.keys(record)) {
        if (['kind', 'foreign', 'later'].includes(member)) continue
        const records = full.records.map((other, index) => (index === at ? { ...other, [member]: null } : other))
        const refused = refusedBy({ ...full, records })
        if (record.kind === 'holograms') continue
        expect([at, member, refused]).toEqual([at, member, ['schema', 'reader']])
        tried++
      }
    })
    expect(tried).toBeGreaterThan(80)
  })
})
