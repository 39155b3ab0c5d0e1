import type { EntityRecord, PlacementRecord } from '../document/model-document.ts'
import type { KeyTemplate } from '../templates/key-template.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { KeyCondition } from './access-path.ts'
import type { View } from './view.ts'

/** Whether items of a placement can be found under these conditions of a view, by the look of their keys. */
export function liesUnder(
  view: View,
  entity: EntityRecord,
  placement: PlacementRecord,
  conditions: readonly KeyCondition[],
): boolean {
  const partition = view.key.partition.every(({ name }) => {
    const own = keyTemplateOf(entity, placement, name)
    const asked = conditions.find(({ attribute, side }) => side === 'partition' && attribute === name)
    return own !== undefined && asked?.templates.some(text => skeleton(text) === skeletonOf(own)) === true
  })
  if (!partition) return false
  return view.key.sort.every(({ name }) => {
    const own = keyTemplateOf(entity, placement, name)
    if (own === undefined) return false
    const asked = conditions.find(({ attribute, side }) => side === 'sort' && attribute === name)
    if (asked === undefined) return true
    const ownStart = literalStart(own)
    if (asked.is === '=') return asked.templates.some(text => skeleton(text) === skeletonOf(own))
    return asked.templates.slice(0, 1).some(text => meet(literalStartOf(text), ownStart))
  })
}

/** The text of a template with its attributes blanked: templates of one skeleton can give the same value. */
export function skeletonOf(template: KeyTemplate): string {
  const known = skeletons.get(template)
  if (known !== undefined) return known
  const skeleton = template.parts.map(part => (part.kind === 'text' ? part.text : '\u0000')).join('')
  skeletons.set(template, skeleton)
  return skeleton
}

const skeletons = new WeakMap<KeyTemplate, string>()

/** What every value of a template begins with. */
export function literalStart({ parts: [first] }: KeyTemplate): string {
  return first?.kind === 'text' ? first.text : ''
}

function skeleton(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? text : skeletonOf(template)
}

function literalStartOf(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? '' : literalStart(template)
}

function meet(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left)
}
