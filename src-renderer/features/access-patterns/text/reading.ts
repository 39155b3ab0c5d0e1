/** What a cell's text was read as, or what is wrong with it, in words for the cell. */
export type Reading<T> = { readonly value: T } | { readonly fault: string }

/** A piece of a cell's text. `name` is set where the piece can stand for a name: a word, or a text in quotes. */
export type Token =
  | { readonly kind: 'word' | 'quoted'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: '=' | '<' | '<=' | '>' | '>=' }
  | { readonly kind: 'json'; readonly text: string }

/** Names that need no quotes: they hold nothing that the grammar of the cells has a meaning for. */
const PLAIN_NAME = /^[^\s,"=<>{+-][^\s,"=<>]*$/u

/** A name as it stands in a cell: quoted as JSON where it would be misread bare. */
export function nameText(name: string): string {
  return PLAIN_NAME.test(name) ? name : JSON.stringify(name)
}

/**
 * Cuts a list at its commas into the tokens of each entry. Commas inside quotes and inside DynamoDB JSON do not part;
 * empty entries are left out, so that a comma at the end does no harm.
 */
export function readList(text: string): Reading<readonly (readonly Token[])[]> {
  const entries: Token[][] = [[]]
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    const blank = /^\s+/.exec(rest)
    if (blank) {
      at += blank[0].length
    } else if (rest.startsWith(',')) {
      entries.push([])
      at += 1
    } else {
      const read = readToken(rest)
      if ('fault' in read) return read
      entries.at(-1)?.push(read.value.token)
      at += read.value.length
    }
  }
  return { value: entries.filter(entry => entry.length > 0) }
}

function readToken(rest: string): Reading<{ readonly token: Token; readonly length: number }> {
  const operator = /^(?:<=|>=|=|<|>)/.exec(rest)?.[0]
  if (operator !== undefined) return found({ kind: 'operator', text: operator as '=' }, operator.length)
  if (rest.startsWith('"')) {
    const quoted = /^"(?:[^"\\]|\\.)*"/su.exec(rest)?.[0]
    const text = quoted === undefined ? undefined : parsed(quoted)
    return quoted !== undefined && typeof text === 'string'
      ? found({ kind: 'quoted', text }, quoted.length)
      : { fault: `Close the quotes of ${rest}` }
  }
  if (rest.startsWith('{')) {
    const length = jsonLength(rest)
    return length === undefined
      ? { fault: `Close the braces of ${rest}` }
      : found({ kind: 'json', text: rest.slice(0, length) }, length)
  }
  const word = /^[^\s,"=<>]+/u.exec(rest)?.[0] ?? rest
  return found({ kind: 'word', text: word }, word.length)
}

function found(token: Token, length: number): Reading<{ readonly token: Token; readonly length: number }> {
  return { value: { token, length } }
}

/** Length of the JSON object at the start of a text; undefined when it is not closed. */
function jsonLength(text: string): number | undefined {
  let depth = 0
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gsu)) {
    if (piece === '{' || piece === '[') depth += 1
    else if (piece === '}' || piece === ']') depth -= 1
    if (depth === 0) return index + piece.length
  }
  return undefined
}

/** JSON, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
