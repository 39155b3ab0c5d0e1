/** A place in a text as editors count it: both from 1, columns in UTF-16 code units. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** Line and column of an offset. Line ends: LF, CRLF, CR. */
export function placeOf(text: string, offset: number): TextPlace {
  let line = 1
  let lineStart = 0
  for (let at = 0; at < offset && at < text.length; at++) {
    const code = text.charCodeAt(at)
    const lineEnd = code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)
    if (!lineEnd) continue
    line++
    lineStart = at + 1
  }
  return { line, column: Math.min(offset, text.length) - lineStart + 1 }
}

/** How much of the line is shown before and after the place. */
const BEFORE = 30
const AFTER = 40

/** The piece of its line around an offset, with `…` where it was cut; for a message, not for a machine. */
export function excerptAt(text: string, offset: number): string {
  const end = Math.min(offset, text.length)
  const lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1
  const rest = text.slice(end).search(/[\r\n]/)
  const lineEnd = rest === -1 ? text.length : end + rest
  const from = Math.max(lineStart, end - BEFORE)
  const to = Math.min(lineEnd, end + AFTER)
  return `${from > lineStart ? '…' : ''}${text.slice(from, to)}${to < lineEnd ? '…' : ''}`.trim()
}

/** `records[3].item.Email`; names that are not plain words are quoted: `item["GSI1-PK"]`. */
export function pathText(path: readonly (string | number)[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(step)) text += text === '' ? step : `.${step}`
    else text += `[${JSON.stringify(step)}]`
  }
  return text
}
