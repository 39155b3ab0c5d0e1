import { excerptAt, placeOf } from '../json/text-place.ts'
import type { FileProblem } from './file-problem.ts'

/** The replacement character, which a lenient decoder puts where bytes are no text. */
const REPLACED = '\ufffd'
const REPLACED_BYTES = [0xef, 0xbf, 0xbd]
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/** The text of a file's bytes, without its byte order mark; or where it stops being UTF-8, so that nothing is read wrongly unseen. */
export function fileText(bytes: Uint8Array): { readonly text: string } | { readonly problem: FileProblem } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    const offset = firstReplaced(text, bytes)
    return {
      problem: {
        reason: 'The file is not UTF-8 text',
        fix: 'Save it as UTF-8 in an editor.',
        ...placeOf(text, offset),
        path: '',
        excerpt: excerptAt(text, offset),
      },
    }
  }
}

/** The offset in the leniently decoded text that stands for bytes that are no text; the character itself may stand in a file. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  const encoder = new TextEncoder()
  let byte = BYTE_ORDER_MARK.every((value, at) => bytes[at] === value) ? BYTE_ORDER_MARK.length : 0
  let from = 0
  for (let at = text.indexOf(REPLACED); at !== -1; at = text.indexOf(REPLACED, from)) {
    byte += encoder.encode(text.slice(from, at)).length
    if (!REPLACED_BYTES.every((value, next) => bytes[byte + next] === value)) return at
    byte += REPLACED_BYTES.length
    from = at + 1
  }
  return text.length
}
