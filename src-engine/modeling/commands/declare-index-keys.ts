import { type KeyDefinition, keyParts } from '#dynamo'
import type { TableRecord } from '../document/model-document.ts'

/** The table with the key attributes of an index declared, as NoSQL Workbench wants every name of a table to be. */
export function withIndexKeysDeclared(table: TableRecord, key: KeyDefinition): TableRecord {
  const names = new Set([...keyParts(table.key), ...table.attributes].map(({ name }) => name))
  const missing = keyParts(key).filter(({ name }) => name !== '' && !names.has(name))
  if (missing.length === 0) return table
  return { ...table, attributes: [...table.attributes, ...missing.map(({ name, type }) => ({ name, type }))] }
}
