import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import type { KeyDefinition } from './table-definition.ts'

/** An attribute that is part of a key: what it is called there, its type, and which half of the key it belongs to. */
export interface KeyElement {
  readonly name: string
  readonly type: string
  readonly role: 'HASH' | 'RANGE'
}

/** The elements of a key, partition before sort. */
export function elementsOf(key: KeyDefinition): readonly KeyElement[] {
  return [
    ...key.partition.map(({ name, type }) => ({ name, type, role: 'HASH' }) as const),
    ...key.sort.map(({ name, type }) => ({ name, type, role: 'RANGE' }) as const),
  ]
}

/** A key element as the service prints it in the schemas of `redefined`. */
export function elementText({ name, type, role }: KeyElement): string {
  return `Schema:[SchemaElement: key{${name}:${type}:${role}}]`
}

/** The error for a new index that takes an attribute for something else than the table or another index does. */
export function redefined(existing: string, wanted: string): DynamoError {
  return validationError(
    `One or more parameter values were invalid: Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: ${existing} New schema: ${wanted}`,
  )
}

/** A key attribute has one type for the whole table. @throws DynamoError a new key says otherwise */
export function checkKeyTypes(created: KeyDefinition, existing: readonly KeyDefinition[]): void {
  const stored = existing.flatMap(elementsOf)
  for (const element of elementsOf(created)) {
    const other = stored.find(({ name, type }) => name === element.name && type !== element.type)
    if (other !== undefined) throw redefined(elementText(other), elementText(element))
  }
}
