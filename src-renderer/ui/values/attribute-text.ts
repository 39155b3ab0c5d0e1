import { type AttributeMap, type AttributeValue, typeOf } from '#dynamo'

/** How many characters of a value a grid cell is given; a cell never shows more. */
const CELL_LENGTH = 240

/**
 * A value on one line, cut at `limit` characters: strings as they are, numbers in their exact text, sets in braces,
 * lists and maps as short JSON-like text. Line breaks become a visible mark. For reading only; `valueSource` is the
 * form that can be read back.
 */
export function valueText(value: AttributeValue, limit: number = CELL_LENGTH): string {
  const out: string[] = []
  let room = limit
  const put = (text: string) => {
    if (room <= 0) return
    out.push(text.length > room ? text.slice(0, room) : text)
    room -= text.length
  }
  writeShort(value, put, () => room > 0, true)
  const line = out.join('').replaceAll('\n', '↵')
  return room < 0 ? `${line}…` : line
}

type Put = (text: string) => void

function writeShort(value: AttributeValue, put: Put, more: () => boolean, outermost: boolean): void {
  if ('S' in value) put(outermost ? value.S : JSON.stringify(value.S))
  else if ('N' in value) put(value.N)
  else if ('B' in value) put(outermost ? value.B : `<${value.B}>`)
  else if ('BOOL' in value) put(String(value.BOOL))
  else if ('NULL' in value) put('null')
  else if ('SS' in value) writeMembers(value.SS, '{', '}', put, more, member => put(member))
  else if ('NS' in value) writeMembers(value.NS, '{', '}', put, more, member => put(member))
  else if ('BS' in value) writeMembers(value.BS, '{', '}', put, more, member => put(member))
  else if ('L' in value) writeMembers(value.L, '[', ']', put, more, member => writeShort(member, put, more, false))
  else writeMap(value.M, put, more)
}

function writeMembers<T>(
  members: readonly T[],
  open: string,
  close: string,
  put: Put,
  more: () => boolean,
  write: (member: T) => void,
): void {
  put(open)
  for (const [at, member] of members.entries()) {
    if (!more()) return
    if (at > 0) put(', ')
    write(member)
  }
  put(close)
}

function writeMap(map: AttributeMap, put: Put, more: () => boolean): void {
  writeMembers(Object.entries(map), '{ ', ' }', put, more, ([name, member]) => {
    put(`${name}: `)
    writeShort(member, put, more, false)
  })
}

/**
 * A value as text for an editor: scalars as they are, everything else as DynamoDB JSON over several lines.
 * Nothing is cut.
 */
export function valueSource(value: AttributeValue): string {
  if ('S' in value) return value.S
  if ('N' in value) return value.N
  if ('B' in value) return value.B
  if ('BOOL' in value) return String(value.BOOL)
  if ('NULL' in value) return 'null'
  return JSON.stringify(value, null, 2)
}

/** How a value's size reads beside it: `3 members`, `12 characters`; undefined where it says nothing. */
export function valueExtent(value: AttributeValue): string | undefined {
  const tag = typeOf(value)
  const count = (amount: number, one: string) => `${amount.toLocaleString('en')} ${one}${amount === 1 ? '' : 's'}`
  if ('S' in value) return value.S.length > 40 ? count(value.S.length, 'character') : undefined
  if ('L' in value) return count(value.L.length, 'element')
  if ('M' in value) return count(Object.keys(value.M).length, 'attribute')
  if ('SS' in value) return count(value.SS.length, 'member')
  if ('NS' in value) return count(value.NS.length, 'member')
  if ('BS' in value) return count(value.BS.length, 'member')
  return tag === 'B' && 'B' in value ? count(base64Bytes(value.B), 'byte') : undefined
}

function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.max(0, (text.length / 4) * 3 - padding)
}
