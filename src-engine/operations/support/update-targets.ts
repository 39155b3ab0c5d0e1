import {
  type AttributeMap,
  type AttributeType,
  type AttributeValue,
  type BoundSetValue,
  type BoundUpdate,
  checkAssignedIndexKeys,
  checkKeyPaths,
  emptyAttributeMap,
  keyParts,
  type TableDefinition,
  typeOf,
  updateOperandPaths,
  updateTargets,
  validationError,
} from '#dynamo'

/**
 * What the table says about an update, whatever is stored: key attributes are not updated, index keys get no values that
 * they cannot have, and neither are looked into as if they were documents.
 * Source: fact file validation-and-errors, section 5; the order observed (the suite of Dynalite, which ran against the
 * service).
 *
 * @throws DynamoError
 */
export function checkUpdate(table: TableDefinition, update: BoundUpdate): void {
  const targets = updateTargets(update)
  const part = keyParts(table.key).find(({ name }) => targets.some(path => path[0] === name))
  if (part !== undefined) {
    throw validationError(
      `One or more parameter values were invalid: Cannot update attribute ${part.name}. This attribute is part of the key`,
    )
  }
  if (table.indexes.length > 0 || table.vectors !== undefined) {
    checkAssignedIndexKeys(table, assignedValues(update), computedTypes(update))
  }
  checkKeyPaths(table, [...targets, ...updateOperandPaths(update)])
}

/** The top-level attributes that the update sets to a given value. */
function assignedValues(update: BoundUpdate): AttributeMap {
  const assigned = emptyAttributeMap()
  for (const action of update.actions) {
    if (action.kind === 'set' && action.path.length === 1 && action.value.kind === 'value') {
      assigned[action.path[0]] = action.value.value
    }
  }
  return assigned
}

/** The top-level attributes that the update gives a value of a known type, each with some value of that type. */
function computedTypes(update: BoundUpdate): AttributeMap {
  const computed = emptyAttributeMap()
  for (const action of update.actions) {
    if (action.kind === 'remove' || action.path.length > 1) continue
    const type = action.kind === 'set' ? typeOfOperand(action.value) : typeOf(action.value)
    if (type !== undefined) computed[action.path[0]] = SOME[type]
  }
  return computed
}

/** The type of an operand, as far as it can be told without the item. */
function typeOfOperand(operand: BoundSetValue): AttributeType | undefined {
  switch (operand.kind) {
    case 'value':
      return typeOf(operand.value)
    case 'path':
      return undefined
    case 'arithmetic':
      return 'N'
    case 'list_append':
      return 'L'
    case 'if_not_exists':
      return typeOfOperand(operand.otherwise)
  }
}

/** A value of each type that could be a key if its type can. */
const SOME: Readonly<Record<AttributeType, AttributeValue>> = {
  S: { S: 'x' },
  N: { N: '1' },
  B: { B: 'AA==' },
  BOOL: { BOOL: true },
  NULL: { NULL: true },
  L: { L: [] },
  M: { M: {} },
  SS: { SS: ['x'] },
  NS: { NS: ['1'] },
  BS: { BS: ['AA=='] },
}
