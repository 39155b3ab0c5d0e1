import type { AttributeDefinitionInput, KeySchemaElement } from '../api/shapes/index.ts'
import { type AttributeMap, type AttributeValue, attributeOf, emptyAttributeMap } from '../values/attribute-value.ts'
import { type KeyDefinition, type KeyPart, keyParts, type TableDefinition } from './table-definition.ts'

/**
 * A wire KeySchema with the types that the AttributeDefinitions give its attributes. Both must have been checked
 * (check-key-schema.ts); an attribute without a definition is left out.
 */
export function keyDefinitionOf(
  keySchema: readonly KeySchemaElement[],
  definitions: readonly AttributeDefinitionInput[],
): KeyDefinition {
  const partition: KeyPart[] = []
  const sort: KeyPart[] = []
  for (const element of keySchema) {
    const definition = definitions.find(candidate => candidate.AttributeName === element.AttributeName)
    if (definition === undefined) continue
    const parts = element.KeyType === 'HASH' ? partition : sort
    parts.push({ name: element.AttributeName, type: definition.AttributeType })
  }
  return { partition, sort }
}

/** The key in the wire form of CreateTable and DescribeTable. */
export function keySchemaOf(key: KeyDefinition): KeySchemaElement[] {
  const elements: KeySchemaElement[] = []
  for (const part of key.partition) elements.push({ AttributeName: part.name, KeyType: 'HASH' })
  for (const part of key.sort) elements.push({ AttributeName: part.name, KeyType: 'RANGE' })
  return elements
}

/**
 * AttributeDefinitions of everything a table's keys, its indexes' keys and search schemas use, each once, in order of
 * first use.
 */
export function attributeDefinitionsOf(table: TableDefinition): AttributeDefinitionInput[] {
  const definitions = new Map<string, AttributeDefinitionInput>()
  const keys = [table.key, ...table.indexes.map(index => index.key)].map(keyParts)
  const searchSchemas = (table.vectors ?? []).map(index => index.searchSchema)
  for (const parts of [...keys, ...searchSchemas]) {
    for (const { name, type } of parts) {
      if (!definitions.has(name)) definitions.set(name, { AttributeName: name, AttributeType: type })
    }
  }
  return [...definitions.values()]
}

/** The key attributes of an item, in the key's order; those that the item lacks are left out. */
export function keyOf(key: KeyDefinition, item: AttributeMap): AttributeMap {
  const found: Record<string, AttributeValue> = emptyAttributeMap()
  for (const part of key.partition) copyAttribute(part.name, item, found)
  for (const part of key.sort) copyAttribute(part.name, item, found)
  return found
}

function copyAttribute(name: string, from: AttributeMap, to: Record<string, AttributeValue>): void {
  const value = attributeOf(from, name)
  if (value !== undefined) to[name] = value
}
