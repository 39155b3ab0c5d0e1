import { type AttributeValue, emptyAttributeMap, type KeyDefinition, type KeyPart, keyParts } from '#dynamo'
import type { FormProblem } from './form-problem.ts'
import type { Placeholders } from './placeholders.ts'
import { type KeyInput, keyInput, type RequestForm } from './request-form.ts'
import { readTyped } from './typed-text.ts'

/** True when nothing is entered for a key part. A key value is never empty, so an empty text is no value. */
export function isBlank(input: KeyInput): boolean {
  return input.value === '' && (input.operator !== 'between' || input.upper === '')
}

/**
 * KeyConditionExpression of a Query, and what is wrong with it. Every partition part needs `=`; sort parts count left to
 * right without a gap, all but the last used with `=`. Source: Developer Guide, "Key condition expressions", and
 * "Multi-attribute keys".
 */
export function buildKeyCondition(
  form: RequestForm,
  key: KeyDefinition,
  placeholders: Placeholders,
  problems: FormProblem[],
): string {
  const clauses = key.partition.map(part =>
    clause(part, { ...keyInput(form, part.name), operator: '=' }, placeholders, problems),
  )
  let rangeOf: string | undefined
  let gapAt: string | undefined
  for (const part of key.sort) {
    const input = keyInput(form, part.name)
    if (isBlank(input)) {
      gapAt ??= part.name
      continue
    }
    const field = `key:${part.name}`
    if (gapAt !== undefined) {
      problems.push({ field, message: `Sort key parts count from the left: enter ${gapAt} too, or clear this one.` })
    } else if (rangeOf !== undefined) {
      problems.push({ field, message: `After a range on ${rangeOf} no further part can be used.` })
    }
    clauses.push(clause(part, input, placeholders, problems))
    if (input.operator !== '=') rangeOf ??= part.name
  }
  return clauses.filter(text => text !== '').join(' AND ')
}

function clause(part: KeyPart, input: KeyInput, placeholders: Placeholders, problems: FormProblem[]): string {
  const low = keyValue(part, input.value, problems)
  if (input.operator !== 'between') {
    if (!low) return ''
    const name = placeholders.name(part.name)
    const value = placeholders.value(low)
    return input.operator === 'begins_with' ? `begins_with(${name}, ${value})` : `${name} ${input.operator} ${value}`
  }
  const high = keyValue(part, input.upper, problems)
  if (!low || !high) return ''
  const name = placeholders.name(part.name)
  return `${name} BETWEEN ${placeholders.value(low)} AND ${placeholders.value(high)}`
}

/** The `Key` of a GetItem: every part of the table's key. */
export function buildKey(
  form: RequestForm,
  key: KeyDefinition,
  problems: FormProblem[],
): Record<string, AttributeValue> {
  const item = emptyAttributeMap()
  for (const part of keyParts(key)) {
    const value = keyValue(part, keyInput(form, part.name).value, problems)
    if (value) item[part.name] = value
  }
  return item
}

function keyValue(part: KeyPart, text: string, problems: FormProblem[]): AttributeValue | undefined {
  const field = `key:${part.name}`
  if (text === '') {
    problems.push({ field, message: `Enter a value for ${part.name}.`, missing: true })
    return undefined
  }
  const read = readTyped(part.type, text)
  if ('value' in read) return read.value
  problems.push({ field, message: read.problem })
  return undefined
}
