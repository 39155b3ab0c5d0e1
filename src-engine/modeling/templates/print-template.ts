import type { KeyTemplate, TemplatePart } from './key-template.ts'

const printed = new WeakMap<KeyTemplate, string>()

/** The text of a template; parsing it gives the template back. */
export function printTemplate(template: KeyTemplate): string {
  const known = printed.get(template)
  if (known !== undefined) return known
  const text = template.parts.map(printPart).join('')
  printed.set(template, text)
  return text
}

function printPart(part: TemplatePart): string {
  if (part.kind === 'text') return part.text.replaceAll('{', '{{').replaceAll('}', '}}')
  const { transform } = part
  if (transform === undefined) return `{${part.name}}`
  switch (transform.type) {
    case 'pad':
      return `{${part.name}|pad:${transform.width}}`
    case 'shard':
      return `{${part.name}|shard:${transform.count}}`
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
      return `{${part.name}|${transform.type}}`
  }
}

const taken = new WeakMap<KeyTemplate, readonly string[]>()

/** The attributes a template takes up, each once, in order. */
export function attributesIn(template: KeyTemplate): readonly string[] {
  const known = taken.get(template)
  if (known !== undefined) return known
  const names = [...new Set(template.parts.flatMap(part => (part.kind === 'attribute' ? [part.name] : [])))]
  taken.set(template, names)
  return names
}
