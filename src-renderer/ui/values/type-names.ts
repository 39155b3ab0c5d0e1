import type { AttributeType } from '#dynamo'

/** The types in words, as DynamoDB's documentation names them. */
export const TYPE_NAMES: Readonly<Record<AttributeType, string>> = {
  S: 'String',
  N: 'Number',
  B: 'Binary',
  BOOL: 'Boolean',
  NULL: 'Null',
  SS: 'String set',
  NS: 'Number set',
  BS: 'Binary set',
  L: 'List',
  M: 'Map',
}
