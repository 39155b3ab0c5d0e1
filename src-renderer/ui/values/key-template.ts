/** A piece of a key template: text that is always the same, or the name of an attribute. */
export interface TemplatePart {
  readonly kind: 'text' | 'attribute'
  readonly text: string
}

/** Cuts `ORDER#{orderDate}` into its parts. A brace that is not closed is text. */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let at = 0
  for (const found of template.matchAll(/\{([^{}]+)\}/g)) {
    if (found.index > at) parts.push({ kind: 'text', text: template.slice(at, found.index) })
    parts.push({ kind: 'attribute', text: found[1] ?? '' })
    at = found.index + found[0].length
  }
  if (at < template.length) parts.push({ kind: 'text', text: template.slice(at) })
  return parts
}
