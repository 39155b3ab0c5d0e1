import { type AttributeValue, type DocumentPath, emptyAttributeMap, type Item, parseJson } from '#dynamo'

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_MAP = 0x7b
const CLOSE_MAP = 0x7d

/** Where `{"S":"…"}`, and the same of any type with a name of one letter, has its quotes and its content. */
const TAG_END = 3
const STRING_START = 5

/**
 * Takes some attributes out of stored item texts. A filter or a projection looks at few attributes of many items:
 * walking past the others costs a fraction of parsing them.
 *
 * It relies on the texts being what `JSON.stringify` makes of an item: no blanks, and one spelling of each string.
 */
export class AttributePicker {
  readonly #names: readonly string[]
  /** The names as they stand in texts, quotes included. */
  readonly #written: readonly string[]
  /** Where the value of each name begins and ends in the text that was walked last; -1 where there is none. */
  readonly #from: number[]
  readonly #to: number[]

  /** @param paths whose first elements are the attributes to take */
  constructor(paths: Iterable<DocumentPath>) {
    const names = new Set<string>()
    for (const [name] of paths) names.add(name)
    this.#names = [...names]
    this.#written = this.#names.map(name => JSON.stringify(name))
    this.#from = this.#names.map(() => -1)
    this.#to = this.#names.map(() => -1)
  }

  /** An item of those of the attributes that the stored one has, in the order in which they were given. */
  itemOf(text: string): Item {
    this.#walk(text)
    const item = emptyAttributeMap()
    for (let i = 0; i < this.#names.length; i++) {
      const from = this.#from[i] ?? -1
      if (from >= 0) item[this.#names[i] ?? ''] = readValue(text, from, this.#to[i] ?? -1)
    }
    return item
  }

  #walk(text: string): void {
    this.#from.fill(-1)
    let missing = this.#written.length
    // Behind the opening brace and behind each comma there is a name; an empty item has none.
    let at = text.charCodeAt(1) === QUOTE ? 1 : text.length
    while (missing > 0 && at < text.length) {
      const colon = afterString(text, at)
      const end = afterValue(text, colon + 1)
      const index = this.#indexOf(text, at, colon)
      if (index >= 0) {
        this.#from[index] = colon + 1
        this.#to[index] = end
        missing--
      }
      at = text.charCodeAt(end) === COMMA ? end + 1 : text.length
    }
  }

  #indexOf(text: string, from: number, to: number): number {
    const written = this.#written
    for (let i = 0; i < written.length; i++) {
      const name = written[i] ?? ''
      if (name.length === to - from && text.startsWith(name, from)) return i
    }
    return -1
  }
}

/** Where the text goes on behind the string whose opening quote is at `from`. */
function afterString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  // Not found: this is no text of ours.
  if (end < 0) throw new SyntaxError('A stored item ends inside a string')
  return end + 1
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === BACKSLASH) before--
  return (at - before) % 2 === 0
}

/** Where the text goes on behind the attribute value that begins at `from`. */
function afterValue(text: string, from: number): number {
  if (isPlainString(text, from)) return afterString(text, from + STRING_START) + 1
  let depth = 0
  for (let at = from; at < text.length; ) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = afterString(text, at)
        continue
      case OPEN_MAP:
      case OPEN_LIST:
        depth++
        break
      case CLOSE_MAP:
      case CLOSE_LIST:
        if (--depth === 0) return at + 1
    }
    at++
  }
  throw new SyntaxError('A stored item ends inside a value')
}

/** Whether a value is an S, N or B. */
function isPlainString(text: string, from: number): boolean {
  return text.charCodeAt(from + STRING_START) === QUOTE && text.charCodeAt(from + TAG_END) === QUOTE
}

function readValue(text: string, from: number, to: number): AttributeValue {
  if (isPlainString(text, from)) {
    const content = text.slice(from + STRING_START + 1, to - 2)
    // Most strings are short and plain; the others are left to the parser.
    if (!content.includes('\\')) {
      const tag = text.charAt(from + 2)
      if (tag === 'S') return { S: content }
      if (tag === 'N') return { N: content }
    }
  }
  return parseJson(text.slice(from, to)) as AttributeValue
}
