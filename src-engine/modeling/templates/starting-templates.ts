import { keyParts } from '#dynamo'
import type { EntityRecord, PlacementRecord, TableRecord } from '../document/model-document.ts'
import { printTemplate } from './print-template.ts'

/**
 * Key templates to start from when an entity is put into a table: `ORDER#{orderId}` and `ORDER`. A key attribute that the
 * entity has itself needs none, and one that is no string gets none.
 */
export function startingTemplates(entity: EntityRecord, table: TableRecord): PlacementRecord['templates'] {
  const templates = Object.create(null) as Record<string, string>
  const word =
    entity.name
      .trim()
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .toUpperCase() || 'ITEM'
  const [first] = table.key.partition
  for (const { name, type } of keyParts(table.key)) {
    if (type !== 'S' || entity.attributes.some(attribute => attribute.name === name)) continue
    templates[name] = printTemplate({
      parts: [
        { kind: 'text', text: word },
        ...(name === first?.name
          ? entity.identity.flatMap(attribute => [
              { kind: 'text' as const, text: '#' },
              { kind: 'attribute' as const, name: attribute },
            ])
          : []),
      ],
    })
  }
  return templates
}
