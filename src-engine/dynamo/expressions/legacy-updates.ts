import type { AttributeUpdates, AttributeValueUpdate } from '../api/shapes/legacy-conditions.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { type AttributeType, typeOf } from '../values/attribute-value.ts'
import { checkAttributeName, readAttributeValue } from '../values/wire.ts'
import type { BoundAction, BoundProjection, BoundUpdate } from './bound-tree.ts'

/*
 * AttributeUpdates and AttributesToGet, lowered to the trees of expressions.
 * Source: developer guide, "Legacy conditional parameters"; the texts are the service's.
 */

const INVALID = 'One or more parameter values were invalid: '
const ADDABLE: ReadonlySet<AttributeType> = new Set<AttributeType>(['N', 'SS', 'NS', 'BS', 'L'])
const DELETABLE: ReadonlySet<AttributeType> = new Set<AttributeType>(['SS', 'NS', 'BS'])

/**
 * AttributeUpdates as an update; the values are read in place, attribute by attribute.
 *
 * @throws RequestFault an action without the value it needs, or of a wrong type; as `readAttributeValue`, also for names
 */
export function lowerAttributeUpdates(updates: AttributeUpdates): BoundUpdate {
  const actions = Object.entries(updates).map(([name, update]) => lowerAction(name, update))
  return { actions, legacy: true }
}

function lowerAction(name: string, { Action: action = 'PUT', Value: value }: AttributeValueUpdate): BoundAction {
  const path = [name] as const
  checkAttributeName(name)
  if (value === undefined) {
    if (action === 'DELETE') return { kind: 'remove', path }
    throw invalid('Only DELETE action is allowed when no attribute value is specified')
  }
  readAttributeValue(value)
  const type = typeOf(value)
  switch (action) {
    case 'PUT':
      return { kind: 'set', path, value: { kind: 'value', value } }
    case 'ADD':
      if (!ADDABLE.has(type)) throw invalid(`ADD action is not supported for the type ${type}`)
      return { kind: 'add', path, value }
    case 'DELETE':
      if (!DELETABLE.has(type)) throw invalid(`DELETE action with value is not supported for the type ${type}`)
      return { kind: 'delete', path, value }
  }
}

/**
 * AttributesToGet as a projection of top-level attributes; it adds no keys.
 *
 * @throws RequestFault a name twice
 * @throws DynamoError a name that is empty or too long
 */
export function lowerAttributesToGet(names: readonly string[]): BoundProjection {
  const seen = new Set<string>()
  for (const name of names) {
    checkAttributeName(name)
    if (seen.has(name)) throw invalid(`Duplicate value in attribute name: ${name}`)
    seen.add(name)
  }
  return { paths: names.map(name => [name] as const) }
}

function invalid(text: string): RequestFault {
  return new RequestFault(INVALID + text)
}
