import fc from 'fast-check'
import { values, valuesOf } from './attribute-values.ts'
import { NAME_PLACEHOLDERS, VALUE_PLACEHOLDERS } from './expressions.ts'

const TYPES = ['S', 'SS', 'N', 'NS', 'B', 'BS', 'BOOL', 'NULL', 'L', 'M', 'X', '']

/**
 * Completes a request with the names and values its expressions use. Mostly exactly those: one too few or too many ends
 * every check, and would leave what comes after untested.
 */
export function withPlaceholders(request: object): fc.Arbitrary<object> {
  const text = Object.entries(request)
    .filter(([member, value]) => /Expression$/.test(member) && typeof value === 'string')
    .map(([, value]) => value as string)
    .join(' ')
  const names = [...new Set(text.match(/#[a-z]+/g) ?? [])].filter(mark => mark in NAME_PLACEHOLDERS)
  const marks = [...new Set(text.match(/:[a-z]+/g) ?? [])].filter(mark => mark in VALUE_PLACEHOLDERS)
  const bound = fc.record(Object.fromEntries(marks.map(mark => [mark, boundTo(mark)])))
  const odd = fc.oneof(
    { weight: 30, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom({ '#unused': 'a' }, { '#p': '' }, { p: 'pk' }, { '#': 'x' }) },
  )
  return fc.tuple(bound, odd).map(([ExpressionAttributeValues, more]) => {
    const ExpressionAttributeNames = {
      ...Object.fromEntries(names.map(mark => [mark, NAME_PLACEHOLDERS[mark]])),
      ...more,
    }
    return {
      ...request,
      ...(Object.keys(ExpressionAttributeNames).length === 0 ? {} : { ExpressionAttributeNames }),
      ...(marks.length === 0 ? {} : { ExpressionAttributeValues }),
    }
  })
}

function boundTo(mark: string): fc.Arbitrary<unknown> {
  if (mark === ':type') return fc.constantFrom(...TYPES.map(S => ({ S })))
  const like = VALUE_PLACEHOLDERS[mark] ?? '*'
  return fc.oneof({ weight: 12, arbitrary: valuesOf(like) }, { weight: 1, arbitrary: values })
}
