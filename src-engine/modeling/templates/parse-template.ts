import type { KeyTemplate, TemplateFault, TemplatePart, Transform } from './key-template.ts'

/** Templates are few and read again and again, by every view that shows them. */
const parsed = new Map<string, KeyTemplate | TemplateFault>()
const MOST_REMEMBERED = 5_000

/** Reads a key template. Never throws: text under someone's hands is wrong half of the time. */
export function parseTemplate(text: string): KeyTemplate | TemplateFault {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const result = read(text)
  if (parsed.size >= MOST_REMEMBERED) parsed.clear()
  parsed.set(text, result)
  return result
}

export function isFault(template: KeyTemplate | TemplateFault): template is TemplateFault {
  return 'reason' in template
}

function read(text: string): KeyTemplate | TemplateFault {
  const parts: TemplatePart[] = []
  let literal = ''
  let at = 0
  const endLiteral = (): void => {
    if (literal !== '') parts.push({ kind: 'text', text: literal })
    literal = ''
  }
  while (at < text.length) {
    const sign = text[at]
    if ((sign === '{' || sign === '}') && text[at + 1] === sign) {
      literal += sign
      at += 2
    } else if (sign === '}') {
      return { reason: 'A closing brace without an opening one. Write }} for a brace.', offset: at }
    } else if (sign === '{') {
      const end = text.indexOf('}', at)
      if (end === -1) return { reason: 'The brace is not closed', offset: at }
      const part = readAttribute(text.slice(at + 1, end), at + 1)
      if ('reason' in part) return part
      endLiteral()
      parts.push(part)
      at = end + 1
    } else {
      literal += sign
      at++
    }
  }
  endLiteral()
  return { parts }
}

/** What stands between the braces: `name`, or `name|transform`. */
function readAttribute(inside: string, offset: number): TemplatePart | TemplateFault {
  const bar = inside.indexOf('|')
  const name = (bar === -1 ? inside : inside.slice(0, bar)).trim()
  if (name === '' || name.includes('{')) return { reason: 'The braces name no attribute', offset }
  if (bar === -1) return { kind: 'attribute', name }
  const transform = readTransform(inside.slice(bar + 1).trim())
  if (transform !== undefined) return { kind: 'attribute', name, transform }
  return { reason: `Expected pad:10, year, month, day, hour or shard:8 behind the bar`, offset: offset + bar + 1 }
}

function readTransform(text: string): Transform | undefined {
  switch (text) {
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
      return { type: text }
  }
  const [, type, digits] = /^(pad|shard):(\d{1,4})$/.exec(text) ?? []
  const number = Number(digits)
  if (type === 'pad' && number > 0 && number <= 38) return { type, width: number }
  if (type === 'shard' && number > 1) return { type, count: number }
  return undefined
}
