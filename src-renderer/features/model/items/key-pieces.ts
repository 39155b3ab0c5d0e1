import { attributeOf } from '#dynamo'
import {
  type ItemRecord,
  type KeyTemplate,
  type ModelDocument,
  printTemplate,
  readKey,
  recordOfKind,
  type TemplatePart,
  templatesOf,
} from '#modeling'
import type { KeyTextPart } from './key-text.ts'

/** How the keys of items are shown: the values as they lie in the table, or the templates that wrote them. */
export type KeysAs = 'values' | 'templates'

/** A key of an item beside the template that its placement writes it with. */
export interface KeyOfItem {
  /** Undefined: the value is not of the template. It was typed by hand, or the template has changed since. */
  readonly pieces: readonly KeyTextPart[] | undefined
  readonly template: KeyTemplate
}

/**
 * A key or index key of a placed item, cut along its template; undefined when no template writes the attribute, or the
 * item has no value there.
 */
export function keyOfItem(
  document: ModelDocument,
  record: ItemRecord,
  attribute: string,
  keysAs: KeysAs,
): KeyOfItem | undefined {
  const placement =
    record.placementId === undefined ? undefined : recordOfKind(document, 'placement', record.placementId)
  const template = placement && templatesFor(document, placement).get(attribute)
  const value = attributeOf(record.item, attribute)
  if (template === undefined || value === undefined) return undefined
  const pieces = readKey(template, value, record.item)
  return {
    template,
    pieces: pieces?.map(({ part, text }) => ({
      kind: part.kind === 'text' ? 'literal' : 'value',
      text: keysAs === 'values' || part.kind === 'text' ? text : partText(part),
    })),
  }
}

function partText(part: TemplatePart): string {
  return printTemplate({ parts: [part] })
}

type Templates = ReturnType<typeof templatesOf>
const known = new WeakMap<ModelDocument, Map<string, Templates>>()

/** The templates of a placement; asked again for the same document, it costs nothing. */
function templatesFor(document: ModelDocument, placement: Parameters<typeof templatesOf>[1]): Templates {
  let ofDocument = known.get(document)
  if (ofDocument === undefined) {
    ofDocument = new Map()
    known.set(document, ofDocument)
  }
  let templates = ofDocument.get(placement.id)
  if (templates === undefined) {
    templates = templatesOf(document, placement)
    ofDocument.set(placement.id, templates)
  }
  return templates
}
