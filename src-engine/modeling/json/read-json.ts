import type { JsonMember, JsonNode } from './json-node.ts'

/** Why a text is not JSON, and the offset (UTF-16 code units) of the character that shows it. */
export interface JsonFault {
  readonly offset: number
  readonly reason: string
}

/** Deeper texts are refused: far above DynamoDB's 32 levels, far below what overflows the stack. */
const MAX_DEPTH = 400

/** Reads a whole text as JSON (RFC 8259; a leading byte order mark is skipped). Never throws. */
export function readJson(text: string): { readonly node: JsonNode } | { readonly fault: JsonFault } {
  const reader = new JsonReader(text)
  try {
    return { node: reader.document() }
  } catch (error) {
    if (error instanceof JsonReaderStop) return { fault: { offset: error.offset, reason: error.message } }
    throw error
  }
}

class JsonReaderStop extends Error {
  readonly offset: number
  constructor(offset: number, reason: string) {
    super(reason)
    this.offset = offset
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

class JsonReader {
  private readonly text: string
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  document(): JsonNode {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1
    this.skipBlanks()
    if (this.at === this.text.length) this.stop('The file is empty')
    const node = this.value()
    this.skipBlanks()
    if (this.at < this.text.length) this.stop(`Text after the end of the JSON value: ${this.found()}`)
    return node
  }

  private value(): JsonNode {
    const start = this.at
    const character = this.text[start]
    switch (character) {
      case '{':
        return this.nested(() => this.object(start))
      case '[':
        return this.nested(() => this.array(start))
      case '"':
        return { kind: 'string', start, value: this.string() }
      case 't':
        return this.word('true', { kind: 'boolean', start, value: true })
      case 'f':
        return this.word('false', { kind: 'boolean', start, value: false })
      case 'n':
        return this.word('null', { kind: 'null', start })
      default:
        return this.number(start)
    }
  }

  private nested(read: () => JsonNode): JsonNode {
    if (this.depth === MAX_DEPTH) this.stop(`Nested more than ${MAX_DEPTH} levels deep`)
    this.depth++
    this.at++
    const node = read()
    this.depth--
    return node
  }

  private object(start: number): JsonNode {
    const members: JsonMember[] = []
    this.skipBlanks()
    if (this.take('}')) return { kind: 'object', start, members }
    for (;;) {
      this.skipBlanks()
      const nameStart = this.at
      if (this.text[nameStart] !== '"') this.stop(`Expected a member name in double quotes, found ${this.found()}`)
      const name = this.string()
      this.skipBlanks()
      if (!this.take(':')) this.stop(`Expected ":" after the member name, found ${this.found()}`)
      this.skipBlanks()
      members.push({ name, nameStart, value: this.value() })
      this.skipBlanks()
      if (this.take('}')) return { kind: 'object', start, members }
      if (!this.take(',')) this.stop(`Expected "," or "}" in an object, found ${this.found()}`)
    }
  }

  private array(start: number): JsonNode {
    const elements: JsonNode[] = []
    this.skipBlanks()
    if (this.take(']')) return { kind: 'array', start, elements }
    for (;;) {
      this.skipBlanks()
      elements.push(this.value())
      this.skipBlanks()
      if (this.take(']')) return { kind: 'array', start, elements }
      if (!this.take(',')) this.stop(`Expected "," or "]" in a list, found ${this.found()}`)
    }
  }

  private string(): string {
    this.at++
    let value = ''
    for (;;) {
      PLAIN_STRING.lastIndex = this.at
      value += PLAIN_STRING.exec(this.text)?.[0] ?? ''
      this.at = PLAIN_STRING.lastIndex
      const character = this.text[this.at]
      if (character === '"') {
        this.at++
        return value
      }
      if (character === undefined) this.stop('The text ends inside a string')
      if (character !== '\\') this.stop('A line break or control character inside a string; write it as an escape')
      value += this.escape()
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? ''
    const plain = ESCAPES.get(letter)
    if (plain !== undefined) {
      this.at += 2
      return plain
    }
    const hex = this.text.slice(this.at + 2, this.at + 6)
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) this.stop('Not an escape that JSON knows')
    this.at += 6
    return String.fromCharCode(Number.parseInt(hex, 16))
  }

  private number(start: number): JsonNode {
    NUMBER.lastIndex = start
    const digits = NUMBER.exec(this.text)?.[0]
    if (digits === undefined) this.stop(`Expected a value, found ${this.found()}`)
    this.at = start + digits.length
    return { kind: 'number', start, digits }
  }

  private word(word: string, node: JsonNode): JsonNode {
    if (!this.text.startsWith(word, this.at)) this.stop(`Expected a value, found ${this.found()}`)
    this.at += word.length
    return node
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at++
    }
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private found(): string {
    const point = this.text.codePointAt(this.at)
    return point === undefined ? 'the end of the text' : JSON.stringify(String.fromCodePoint(point))
  }

  private stop(reason: string): never {
    throw new JsonReaderStop(this.at, reason)
  }
}
