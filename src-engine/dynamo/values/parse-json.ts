/**
 * JSON.parse, right where V8's is wrong (13.6 to 14.6 at least, nodejs/node#63785): once it has met a name that ends in
 * a backslash, it takes another name for that one when the other is written with an escape where that backslash would
 * stand: `"C:\\Users"` after `"C:\\"` becomes `C:\`. Texts without an escape in a name, which is nearly all, are left
 * to JSON.parse; the others are read here.
 */

const QUOTE = 0x22
const COLON = 0x3a
const BACKSLASH = 0x5c

const BLANKS = /[ \t\n\r]*/y
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y

/** @throws SyntaxError */
export function parseJson(text: string): unknown {
  return hasEscapedName(text) ? new JsonReader(text).read() : (JSON.parse(text) as unknown)
}

/** Whether a name of an object is written with an escape. Of what is no JSON the answer does not matter. */
function hasEscapedName(text: string): boolean {
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
    at = afterString(text, at)
    if (text.charCodeAt(afterBlanks(text, at)) === COLON) return true
  }
  return false
}

/** The place behind the quote that ends the string which goes on at `at`; the text's end when there is none. */
function afterString(text: string, at: number): number {
  for (let here = at; here < text.length; here++) {
    const code = text.charCodeAt(here)
    if (code === QUOTE) return here + 1
    if (code === BACKSLASH) here++
  }
  return text.length
}

function afterBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at
  BLANKS.test(text)
  return BLANKS.lastIndex
}

/** A list or map that is being read, and under which name its next member comes. */
type Open =
  | { readonly list: unknown[] }
  | { readonly list?: undefined; readonly map: Record<string, unknown>; readonly name: string }

/** Reads a text without recursion, so that depth costs no stack, as JSON.parse does. Single strings are left to that. */
class JsonReader {
  readonly #text: string
  #at = 0
  readonly #open: Open[] = []

  constructor(text: string) {
    this.#text = text
  }

  read(): unknown {
    for (;;) {
      let value = this.#begin()
      if (value === NOT_YET) continue
      for (;;) {
        const open = this.#open.pop()
        this.#skipBlanks()
        if (open === undefined) {
          if (this.#at < this.#text.length) throw this.#unexpected()
          return value
        }
        if (open.list !== undefined) open.list.push(value)
        else setOwn(open.map, open.name, value)
        if (this.#take(',')) {
          this.#open.push(open.list !== undefined ? open : { map: open.map, name: this.#name() })
          break
        }
        if (!this.#take(open.list === undefined ? '}' : ']')) throw this.#unexpected()
        value = open.list ?? open.map
      }
    }
  }

  /** A whole value, or the beginning of a list or map with something in it. */
  #begin(): unknown {
    this.#skipBlanks()
    if (this.#take('{')) {
      const map = {}
      this.#skipBlanks()
      if (this.#take('}')) return map
      this.#open.push({ map, name: this.#name() })
      return NOT_YET
    }
    if (this.#take('[')) {
      const list: unknown[] = []
      this.#skipBlanks()
      if (this.#take(']')) return list
      this.#open.push({ list })
      return NOT_YET
    }
    return this.#text.charCodeAt(this.#at) === QUOTE ? this.#string() : this.#scalar()
  }

  #name(): string {
    this.#skipBlanks()
    if (this.#text.charCodeAt(this.#at) !== QUOTE) throw this.#unexpected()
    const name = this.#string()
    this.#skipBlanks()
    if (!this.#take(':')) throw this.#unexpected()
    return name
  }

  #string(): string {
    const from = this.#at
    this.#at = afterString(this.#text, from + 1)
    return JSON.parse(this.#text.slice(from, this.#at)) as string
  }

  #scalar(): unknown {
    SCALAR.lastIndex = this.#at
    const [text] = SCALAR.exec(this.#text) ?? []
    if (text === undefined) throw this.#unexpected()
    this.#at += text.length
    return JSON.parse(text) as unknown
  }

  #skipBlanks(): void {
    this.#at = afterBlanks(this.#text, this.#at)
  }

  #take(character: string): boolean {
    const taken = this.#text.startsWith(character, this.#at)
    if (taken) this.#at++
    return taken
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected token at ${this.#at}`)
  }
}

const NOT_YET = Symbol('a value that is not whole yet')

/** A name may be `__proto__`. */
function setOwn(map: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') map[name] = value
  else Object.defineProperty(map, name, { value, writable: true, enumerable: true, configurable: true })
}
