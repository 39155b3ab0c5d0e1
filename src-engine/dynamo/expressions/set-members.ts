import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { addNumbers } from '../values/number.ts'
import { orderSet } from '../values/set.ts'
import { operandTypeError } from './set-value.ts'

/** From this many members on, members are looked up by hash. */
const HASHED_FROM = 16

/**
 * What ADD makes of an attribute: a number grows, a set gains members, a missing attribute becomes the operand. Only
 * the legacy AttributeUpdates can also append to a list.
 *
 * @throws DynamoError the stored value has another type; the sum is out of range
 */
export function addToValue(
  stored: AttributeValue | undefined,
  operand: AttributeValue,
  legacy: boolean,
): AttributeValue {
  if (stored === undefined) return operand
  if ('N' in operand && 'N' in stored) return { N: addNumbers(stored.N, operand.N) }
  if ('SS' in operand && 'SS' in stored) return { SS: union('SS', stored.SS, operand.SS) }
  if ('NS' in operand && 'NS' in stored) return { NS: union('NS', stored.NS, operand.NS) }
  if ('BS' in operand && 'BS' in stored) return { BS: union('BS', stored.BS, operand.BS) }
  if ('L' in operand && 'L' in stored && legacy) return { L: [...stored.L, ...operand.L] }
  throw typeError(legacy)
}

/**
 * What DELETE leaves of a set; undefined when that is nothing, because a set cannot be empty.
 *
 * @throws DynamoError the stored value has another type
 */
export function deleteFromSet(
  stored: AttributeValue | undefined,
  operand: AttributeValue,
  legacy: boolean,
): AttributeValue | undefined {
  if (stored === undefined) return undefined
  if ('SS' in operand && 'SS' in stored) return nonEmpty(difference(stored.SS, operand.SS), SS => ({ SS }))
  if ('NS' in operand && 'NS' in stored) return nonEmpty(difference(stored.NS, operand.NS), NS => ({ NS }))
  if ('BS' in operand && 'BS' in stored) return nonEmpty(difference(stored.BS, operand.BS), BS => ({ BS }))
  throw typeError(legacy)
}

function typeError(legacy: boolean): DynamoError {
  return legacy ? validationError('Type mismatch for attribute to update') : operandTypeError()
}

function union(type: 'SS' | 'NS' | 'BS', stored: readonly string[], added: readonly string[]): readonly string[] {
  const known = lookup(stored)
  return orderSet(type, [...stored, ...added.filter(member => !known(member))])
}

function difference(stored: readonly string[], deleted: readonly string[]): readonly string[] {
  const known = lookup(deleted)
  return stored.filter(member => !known(member))
}

function lookup(members: readonly string[]): (member: string) => boolean {
  if (members.length < HASHED_FROM) return member => members.includes(member)
  const set = new Set(members)
  return member => set.has(member)
}

function nonEmpty(
  members: readonly string[],
  make: (members: readonly string[]) => AttributeValue,
): AttributeValue | undefined {
  return members.length === 0 ? undefined : make(members)
}
