import type { KeyTemplate, TemplatePart } from './key-template.ts'

/** The text of a template; parsing it gives the template back. */
export function printTemplate({ parts }: KeyTemplate): string {
  return parts.map(printPart).join('')
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

/** The attributes a template takes up, each once, in order. */
export function attributesIn({ parts }: KeyTemplate): readonly string[] {
  return [...new Set(parts.flatMap(part => (part.kind === 'attribute' ? [part.name] : [])))]
}
