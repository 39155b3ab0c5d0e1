/**
 * Nesting too deep to hold: JSON.stringify and whatever prints a failing case would overflow before the endpoint does. In
 * a generated request a tower is a short mark, which `bodyText` replaces by the real thing.
 */

const MARK = /"⟦(L|M|\[|\{) × (\d+)⟧"/g

/** @param kind an attribute value of lists or maps, or bare JSON arrays or objects */
export function towerOf(kind: string, levels: number): string {
  return `⟦${kind} × ${levels}⟧`
}

const STOREYS: Readonly<Record<string, readonly [open: string, inmost: string, close: string]>> = {
  L: ['{"L":[', '{"S":"x"}', ']}'],
  M: ['{"M":{"a":', '{"S":"x"}', '}}'],
  '[': ['[', '', ']'],
  '{': ['{"a":', '1', '}'],
}

/** Towers stop growing where a body is larger than the endpoint reads. */
const LONGEST_BODY = 17_000_000

/** The JSON text of a generated request, towers built; nothing for no request. */
export function bodyText(body: unknown): string {
  if (body === undefined) return ''
  let left = LONGEST_BODY
  return JSON.stringify(body).replaceAll(MARK, (mark, kind: string, wanted: string) => {
    const [open, inmost, close] = STOREYS[kind] ?? ['', mark, '']
    const levels = Math.min(Number(wanted), Math.ceil(left / (open.length + close.length)))
    left -= levels * (open.length + close.length)
    return open.repeat(levels) + inmost + close.repeat(levels)
  })
}
