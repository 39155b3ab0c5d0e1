import type { QueryOperation, UpdateOperation, WriteCondition } from '#modeling'
import { nameText, type Reading, readList, type Token } from './reading.ts'

type Order = NonNullable<QueryOperation['order']>
/** What an update does to attributes. */
export type Updates = Pick<UpdateOperation, 'sets' | 'adds' | 'removes'>

/** Attribute names: `status, total`. */
export function namesText(names: readonly string[]): string {
  return names.map(nameText).join(', ')
}

/** Reads `status, total`. */
export function readNames(text: string): Reading<readonly string[]> {
  const list = readList(text)
  if ('fault' in list) return list
  const names: string[] = []
  for (const tokens of list.value) {
    const name = nameOf(tokens)
    if (name === undefined)
      return { fault: `Part attributes with commas: ${tokens.map(({ text: t }) => t).join(', ')}` }
    names.push(name)
  }
  return { value: names }
}

/** An order: `placedAt desc`. */
export function orderText(order: Order | undefined): string {
  return order === undefined
    ? ''
    : `${nameText(order.attribute)} ${order.direction === 'descending' ? 'desc' : 'asc'}`
}

/** Reads an order; undefined: none. Without a direction it is ascending. */
export function readOrder(text: string): Reading<Order | undefined> {
  const list = readList(text)
  if ('fault' in list) return list
  const [tokens, another] = list.value
  if (tokens === undefined) return { value: undefined }
  if (another !== undefined) return { fault: 'DynamoDB sorts by one key: name one attribute' }
  const attribute = nameOf(tokens.slice(0, 1))
  const [word, ...more] = tokens.slice(1)
  const direction = word === undefined ? 'ascending' : directionOf(word.text)
  return attribute === undefined || direction === undefined || more.length > 0
    ? { fault: 'Write an attribute and asc or desc: placedAt desc' }
    : { value: { attribute, direction } }
}

function directionOf(word: string): Order['direction'] | undefined {
  if (/^asc(?:ending)?$/i.test(word)) return 'ascending'
  return /^desc(?:ending)?$/i.test(word) ? 'descending' : undefined
}

/** What an update sets, counts up (`+`) and removes (`-`): `status, +visits, -note`. */
export function updatesText({ sets, adds = [], removes = [] }: Updates): string {
  return [
    ...sets.map(nameText),
    ...adds.map(name => `+${nameText(name)}`),
    ...removes.map(name => `-${nameText(name)}`),
  ].join(', ')
}

/** Reads what `updatesText` writes. */
export function readUpdates(text: string): Reading<Updates> {
  const list = readList(text)
  if ('fault' in list) return list
  const sets: string[] = []
  const adds: string[] = []
  const removes: string[] = []
  for (const tokens of list.value) {
    const signed = withoutSign(tokens)
    const name = nameOf(signed.tokens)
    if (name === undefined) return { fault: 'Write status to set it, +visits to count up, -note to remove' }
    if (signed.sign === '+') adds.push(name)
    else if (signed.sign === '-') removes.push(name)
    else sets.push(name)
  }
  return {
    value: { sets, ...(adds.length === 0 ? {} : { adds }), ...(removes.length === 0 ? {} : { removes }) },
  }
}

function withoutSign(tokens: readonly Token[]): { readonly sign: string; readonly tokens: readonly Token[] } {
  const [first, ...rest] = tokens
  if (first?.kind !== 'word' || !/^[+-]/.test(first.text)) return { sign: '', tokens }
  const text = first.text.slice(1)
  return { sign: first.text.slice(0, 1), tokens: text === '' ? rest : [{ kind: 'word', text }, ...rest] }
}

/** What a write demands of what is stored: `exists`, `absent`, `version unchanged`, `stock at least`. */
export function conditionText(condition: WriteCondition | undefined): string {
  if (condition === undefined || typeof condition === 'string') return condition ?? ''
  return `${nameText(condition.attribute)} ${condition.is === 'at-least' ? 'at least' : 'unchanged'}`
}

/** Reads what `conditionText` writes; undefined: no condition. */
export function readCondition(text: string): Reading<WriteCondition | undefined> {
  const list = readList(text)
  if ('fault' in list) return list
  const [tokens, another] = list.value
  if (tokens === undefined) return { value: undefined }
  const [first, ...rest] = tokens
  const words = rest.map(token => token.text.toLowerCase()).join(' ')
  if (another === undefined && first !== undefined) {
    if (first.kind === 'word' && words === '') {
      if (/^(?:exists?|there)$/i.test(first.text)) return { value: 'exists' }
      if (/^(?:absent|new)$/i.test(first.text)) return { value: 'absent' }
    }
    const attribute = nameOf([first])
    if (attribute !== undefined && words === 'unchanged') return { value: { attribute, is: 'unchanged' } }
    if (attribute !== undefined && /^at[ -]least$/.test(words)) return { value: { attribute, is: 'at-least' } }
  }
  return { fault: 'A write may demand: exists, absent, version unchanged, or stock at least' }
}

/** The name that the tokens of one entry are; undefined when they are anything else. */
function nameOf([token, ...more]: readonly Token[]): string | undefined {
  if (more.length > 0 || (token?.kind !== 'word' && token?.kind !== 'quoted') || token.text === '') return undefined
  return token.text
}
