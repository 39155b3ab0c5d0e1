import { keyParts } from '#dynamo'
import type { Given, PlacementRecord } from '../document/model-document.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { skeletonOf } from './coincide.ts'
import type { View } from './view.ts'

/** A constant that tells the items apart from the others, such as an item type: a filter can ask for it. */
export function discriminatorOf(
  view: View,
  sought: readonly { readonly placement: PlacementRecord }[],
  others: readonly PlacementRecord[],
): readonly Given[] {
  const [first] = sought
  if (others.length === 0 || sought.length !== 1 || first === undefined) return []
  const constant = ({ templates }: PlacementRecord, name: string): string | undefined => {
    const text = Object.hasOwn(templates, name) ? templates[name] : undefined
    const template = text === undefined ? undefined : parseTemplate(text)
    if (template === undefined || isFault(template)) return undefined
    return template.parts.every(part => part.kind === 'text') ? skeletonOf(template) : undefined
  }
  const keys = new Set(keyParts(view.table.key).map(part => part.name))
  for (const name of Object.keys(first.placement.templates)) {
    const own = keys.has(name) ? undefined : constant(first.placement, name)
    if (own === undefined || others.some(other => (constant(other, name) ?? own) === own)) continue
    return [{ attribute: name, values: [{ S: own }] }]
  }
  return []
}
