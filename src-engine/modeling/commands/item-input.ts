import { emptyAttributeMap, type Item } from '#dynamo'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import type { Json, RecordId } from '../document/model-document.ts'
import { readAttribute } from '../document/read-item.ts'
import { copyJson } from '../json/copy-json.ts'

/** An item from outside, checked and made canonical, or what is wrong with its values. The argument is not touched. */
export function readItemInput(
  item: Item,
  recordId: RecordId,
): { readonly item: Item } | { readonly problems: readonly Diagnostic[] } {
  const made = emptyAttributeMap()
  const problems: Diagnostic[] = []
  for (const [name, value] of Object.entries(item)) {
    const read = readAttribute(name, copyJson(value) as Json)
    if ('value' in read) made[name] = read.value
    else problems.push(diagnostic('invalid-item', { recordId, message: read.reason, attribute: name }))
  }
  return problems.length > 0 ? { problems } : { item: made }
}

/** The item without an attribute. */
export function withoutAttribute(item: Item, name: string): Item {
  const made = emptyAttributeMap()
  for (const [other, value] of Object.entries(item)) if (other !== name) made[other] = value
  return made
}
