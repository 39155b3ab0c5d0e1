import type { AttributeMap, AttributeValue } from '#dynamo'
import type { KeyTemplate, TemplatePart } from './key-template.ts'
import { renderTemplate, textOf } from './render-template.ts'

/** A piece of a key's value, beside the part of the template that wrote it. */
export interface KeyPiece {
  readonly part: TemplatePart
  readonly text: string
}

/**
 * Cuts the value of a key into what each part of its template wrote. Attributes that the item holds say where one ends;
 * of others the texts around them do. Undefined when the value is not of this template.
 */
export function readKey(
  template: KeyTemplate,
  value: AttributeValue,
  attributes: AttributeMap,
): readonly KeyPiece[] | undefined {
  const text = textOf(value)
  if (text === undefined || template.parts.length === 0) return undefined
  return rendered(template, text, attributes) ?? matched(template, text)
}

/** The pieces as the item's attributes make them, when they make this text. */
function rendered({ parts }: KeyTemplate, text: string, attributes: AttributeMap): readonly KeyPiece[] | undefined {
  const pieces: KeyPiece[] = []
  let at = 0
  for (const part of parts) {
    const value = part.kind === 'text' ? { S: part.text } : renderTemplate({ parts: [part] }, attributes)
    const piece = value === undefined ? undefined : textOf(value)
    if (piece === undefined || !text.startsWith(piece, at)) return undefined
    pieces.push({ part, text: piece })
    at += piece.length
  }
  return at === text.length ? pieces : undefined
}

const expressions = new WeakMap<KeyTemplate, RegExp>()

function matched(template: KeyTemplate, text: string): readonly KeyPiece[] | undefined {
  const groups = expressionOf(template).exec(text)?.slice(1)
  return groups && template.parts.map((part, at) => ({ part, text: groups[at] ?? '' }))
}

function expressionOf(template: KeyTemplate): RegExp {
  const known = expressions.get(template)
  if (known !== undefined) return known
  const made = new RegExp(`^${template.parts.map(part => `(${patternOf(part)})`).join('')}$`, 's')
  expressions.set(template, made)
  return made
}

function patternOf(part: TemplatePart): string {
  if (part.kind === 'text') return part.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  switch (part.transform?.type) {
    case undefined:
      return '.+?'
    case 'pad':
      return `-?[0-9.]{${part.transform.width - 1},}`
    case 'shard':
      return '[0-9]+'
    case 'year':
      return '[0-9]{4}'
    case 'month':
      return '[0-9]{4}-[0-9]{2}'
    case 'day':
      return '[0-9]{4}-[0-9]{2}-[0-9]{2}'
    case 'hour':
      return '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}'
  }
}
