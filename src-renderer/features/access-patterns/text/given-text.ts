import type { AttributeType, AttributeValue } from '#dynamo'
import type { Comparison, Given } from '#modeling'
import { nameText, type Reading, readList, type Token } from './reading.ts'
import { readValue, valueInCell } from './value-text.ts'

/** The type of an attribute by its name, where the model knows it. */
export type TypeOf = (attribute: string) => AttributeType | undefined

/** Words for the comparisons that have no sign. */
const COMPARISON_WORDS: Readonly<Record<string, Comparison>> = {
  between: 'between',
  begins_with: 'begins_with',
  'begins-with': 'begins_with',
  begins: 'begins_with',
  starts: 'begins_with',
}

/**
 * What a caller knows, as it stands in a cell: `customerId, placedAt between, status = "OPEN"`. An attribute alone is
 * equality with a value from the sample data.
 */
export function givensText(givens: readonly Given[], typeOf: TypeOf): string {
  return givens.map(given => givenText(given, typeOf(given.attribute))).join(', ')
}

function givenText({ attribute, is = '=', values = [] }: Given, type: AttributeType | undefined): string {
  const shown = values.map(value => valueInCell(value, type)).join(is === 'between' ? ' and ' : ' ')
  if (is === '=' && shown === '') return nameText(attribute)
  return [nameText(attribute), is, shown].filter(part => part !== '').join(' ')
}

/** Reads what `givensText` writes, and `begins with`, `starts with` besides. */
export function readGivens(text: string, typeOf: TypeOf): Reading<readonly Given[]> {
  const list = readList(text)
  if ('fault' in list) return list
  const givens: Given[] = []
  for (const tokens of list.value) {
    const given = readGiven(tokens, typeOf)
    if ('fault' in given) return given
    givens.push(given.value)
  }
  return { value: givens }
}

function readGiven([first, ...rest]: readonly Token[], typeOf: TypeOf): Reading<Given> {
  if (first?.kind !== 'word' && first?.kind !== 'quoted') return { fault: 'Write the attribute first' }
  const attribute = first.text
  if (attribute === '') return { fault: 'An attribute has a name' }
  const [sign, ...after] = rest
  if (sign === undefined) return { value: { attribute } }
  const is =
    sign.kind === 'operator'
      ? sign.text
      : sign.kind === 'word'
        ? COMPARISON_WORDS[sign.text.toLowerCase()]
        : undefined
  if (is === undefined) {
    return {
      fault: `After ${attribute} comes =, <, <=, >, >=, between or begins_with, or a comma before the next attribute`,
    }
  }
  const isLong = sign.kind === 'word' && /^(?:begins|starts)$/i.test(sign.text)
  const values = readValues(isLong && isWord(after[0], 'with') ? after.slice(1) : after, attribute, is, typeOf)
  if ('fault' in values) return values
  return {
    value: {
      attribute,
      ...(is === '=' ? {} : { is }),
      ...(values.value.length === 0 ? {} : { values: values.value }),
    },
  }
}

function readValues(
  tokens: readonly Token[],
  attribute: string,
  is: Comparison,
  typeOf: TypeOf,
): Reading<readonly AttributeValue[]> {
  const values: AttributeValue[] = []
  const [low, and, high, ...more] = tokens
  const meant = is === 'between' && isWord(and, 'and') ? [low, high, ...more] : tokens
  for (const token of meant) {
    if (token === undefined) return { fault: `${attribute} between needs two values: 1 and 5` }
    const value = readValue(token, attribute, typeOf(attribute))
    if ('fault' in value) return value
    values.push(value.value)
  }
  const wanted = is === 'between' ? 2 : 1
  if (values.length === 0 || values.length === wanted) return { value: values }
  return {
    fault:
      is === 'between'
        ? `${attribute} between needs two values: 1 and 5`
        : `${attribute} ${is} takes one value; put a text with blanks in quotes`,
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word
}
