import type { ModelDocument, ModelRecord } from './model-document.ts'

/** A model with a name and nothing in it. */
export function emptyModel(name: string): ModelDocument {
  return documentOf([{ kind: 'model', id: 'model', position: 0, name }])
}

/** A document of these records; of two with one id the later one stays. */
export function documentOf(list: readonly ModelRecord[]): ModelDocument {
  const records = Object.create(null) as Record<string, ModelRecord>
  for (const record of list) records[record.id] = record
  return { records }
}
