import { ConversionFault, RequestFault } from '../errors/request-fault.ts'
import { checkBase64 } from './base64.ts'
import { compareBinary, compareUtf8 } from './compare.ts'
import { compareNumbers, normalizeNumber } from './number.ts'

const INVALID = 'One or more parameter values were invalid: '
/** From this many members on repeats are found by hash. */
const HASHED_FROM = 16

type SetType = 'SS' | 'NS' | 'BS'

const ORDERS: Readonly<Record<SetType, (a: string, b: string) => number>> = {
  SS: compareUtf8,
  NS: compareNumbers,
  BS: compareBinary,
}

/**
 * Puts the members of a set in the order in which the service answers them, in place: strings and binaries by bytes,
 * numbers by value. Source: observed, October 2026.
 */
export function orderSet(type: SetType, members: string[]): string[] {
  const order = ORDERS[type]
  for (let at = 1; at < members.length; at++) {
    if (order(members[at - 1] ?? '', members[at] ?? '') > 0) return members.sort(order)
  }
  return members
}

/**
 * Checks the members of a set as a client sent them, makes numbers canonical and puts all in order, in place.
 *
 * @throws RequestFault the set is empty, has a repeat, or a member is no number
 */
export function checkSet(type: SetType, members: string[]): void {
  if (members.length === 0) throw emptyFault(type)
  if (type === 'NS') normalizeMembers(members)
  else if (type === 'BS') for (const member of members) checkBase64(member)
  const repeat = firstRepeat(members)
  if (repeat !== -1) throw duplicateFault(type, members, repeat)
  orderSet(type, members)
}

function normalizeMembers(members: string[]): void {
  for (let at = 0; at < members.length; at++) {
    const member = members[at] ?? ''
    const canonical = normalizeNumber(member)
    if (canonical !== member) members[at] = canonical
  }
}

/** Index of the first member that an earlier one equals, or -1. */
function firstRepeat(members: readonly string[]): number {
  if (members.length < HASHED_FROM) {
    for (let at = 1; at < members.length; at++) {
      if (members.indexOf(members[at] ?? '') < at) return at
    }
    return -1
  }
  const seen = new Set<string>()
  for (let at = 0; at < members.length; at++) {
    if (seen.size === seen.add(members[at] ?? '').size) return at
  }
  return -1
}

/** The blanks are the service's, and so is that it finds an empty set of numbers late. */
function emptyFault(type: SetType): RequestFault {
  if (type === 'BS') return new RequestFault(`${INVALID}Binary sets should not be empty`)
  if (type === 'SS') return new RequestFault(`${INVALID}An string set  may not be empty`)
  return new ConversionFault(`${INVALID}An number set  may not be empty`)
}

/**
 * The current layer prints the members before the repeat in order, then the repeat and the rest as sent (observed); the
 * older one prints all as sent. Neither prints numbers.
 */
function duplicateFault(type: SetType, members: readonly string[], repeat: number): RequestFault {
  if (type === 'NS') {
    const text = 'Input collection contains duplicates'
    return new ConversionFault(`${INVALID}${text}.`, text)
  }
  const strings = type === 'SS'
  const printed = orderSet(type, members.slice(0, repeat))
  const quoted = printed.concat(members.slice(repeat)).map(member => `"${member}"`)
  const collection = quoted.join(strings ? ', ' : ',')
  const end = strings ? ' contains duplicates.' : 'of type BS contains duplicates.'
  return new ConversionFault(
    `${INVALID}Input collection [${collection}]${end}`,
    `${INVALID}Input collection [${members.join(', ')}]${end}`,
  )
}
