/** A piece of a key value: text that stands in many keys, or what tells this key from others. */
export interface KeyTextPart {
  readonly kind: 'literal' | 'value'
  readonly text: string
}

/** What ends a literal in the usual way of writing overloaded keys: `ORDER#2026-01-02`, `USER|17`. */
const LITERAL_FIRST = /^\p{L}[\p{L}_-]{0,31}[#|]/u
const LITERAL_LATER = /^\p{Lu}[\p{Lu}_]{1,31}[#|]/u

/**
 * Cuts the value of a key attribute into literals and values, so that the literals can be shown dim:
 * `ORDER#`**`17`**`#ITEM#`**`3`**. Nothing in a model says which is which, so this goes by form: a word that ends with
 * `#` or `|` at the start, and words in capitals after that.
 */
export function keyTextParts(text: string): readonly KeyTextPart[] {
  const parts: KeyTextPart[] = []
  let rest = text
  let pattern = LITERAL_FIRST
  while (rest !== '') {
    const literal = pattern.exec(rest)?.[0]
    pattern = LITERAL_LATER
    if (literal !== undefined) {
      add(parts, 'literal', literal)
      rest = rest.slice(literal.length)
      continue
    }
    const end = rest.search(/[#|]/)
    if (end < 0) {
      add(parts, 'value', rest)
      break
    }
    add(parts, 'value', rest.slice(0, end))
    add(parts, 'literal', rest.slice(end, end + 1))
    rest = rest.slice(end + 1)
  }
  return parts
}

function add(parts: KeyTextPart[], kind: KeyTextPart['kind'], text: string): void {
  if (text === '') return
  const last = parts.at(-1)
  if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text }
  else parts.push({ kind, text })
}
