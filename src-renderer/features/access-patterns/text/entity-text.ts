import { type EntityRecord, entitiesOf, type ModelDocument, type RecordId, recordOfKind } from '#modeling'
import { parsed, type Reading } from './reading.ts'

/** Entities by name, as they stand in a cell: `Customer, Order line`. */
export function entitiesText(document: ModelDocument, ids: readonly RecordId[]): string {
  return ids
    .filter(id => id !== '')
    .map(id => entityNameText(recordOfKind(document, 'entity', id)?.name ?? id))
    .join(', ')
}

function entityNameText(name: string): string {
  return /[,"]|^\s|\s$/.test(name) || name === '' ? JSON.stringify(name) : name
}

/** Entities named in a cell: those that are there, and the names that nobody has. */
export interface NamedEntities {
  readonly ids: readonly RecordId[]
  readonly unknown: readonly string[]
}

/** Reads `Customer, Order line`, in any case of the letters. */
export function readEntities(document: ModelDocument, text: string): Reading<NamedEntities> {
  const names = splitNames(text)
  if (names === undefined) return { fault: `Close the quotes of ${text}` }
  const ids: RecordId[] = []
  const unknown: string[] = []
  for (const name of names) {
    const entity = entityCalled(document, name)
    if (entity === undefined) unknown.push(name)
    else if (!ids.includes(entity.id)) ids.push(entity.id)
  }
  return { value: { ids, unknown } }
}

/** The entity of this name, an exact one before one in other letters. */
export function entityCalled(document: ModelDocument, name: string): EntityRecord | undefined {
  const entities = entitiesOf(document)
  const folded = name.toLowerCase()
  return (
    entities.find(entity => entity.name === name) ?? entities.find(entity => entity.name.toLowerCase() === folded)
  )
}

/** The names between the commas, without blanks around them; undefined when quotes are not closed. */
function splitNames(text: string): readonly string[] | undefined {
  const names: string[] = []
  for (const piece of text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|"$|")+/gsu) ?? []) {
    const name = piece.trim()
    if (!name.includes('"')) {
      if (name !== '') names.push(name)
      continue
    }
    const quoted = parsed(name)
    if (typeof quoted !== 'string') return undefined
    names.push(quoted)
  }
  return names
}
