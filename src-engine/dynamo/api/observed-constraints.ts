import { javaMapOrder } from './java-map-order.ts'
import { lowerFirst } from './java-text.ts'
import type { OperationName } from './operation-names.ts'
import { type ErrorWording, isDataPlane, type ValidationLayer } from './validation-layer.ts'

/**
 * What the service does beyond or against its published model. Everything here was observed in answers of the service;
 * the model in resources/ stays as published.
 */

/** The service prints enum sets in an order of its own, the same every time: shape → set as printed. */
const ENUMS_AS_PRINTED: Readonly<Record<string, readonly string[]>> = {
  ReturnValue: ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'],
  ConditionalOperator: ['OR', 'AND'],
  Select: ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'],
  ComparisonOperator: [
    'IN',
    'NULL',
    'BETWEEN',
    'LT',
    'NOT_CONTAINS',
    'EQ',
    'GT',
    'NOT_NULL',
    'NE',
    'LE',
    'BEGINS_WITH',
    'GE',
    'CONTAINS',
  ],
  ScalarAttributeType: ['B', 'N', 'S'],
  ProjectionType: ['ALL', 'INCLUDE', 'KEYS_ONLY'],
  VectorDistanceFunction: ['DOT_PRODUCT', 'COSINE', 'EUCLIDEAN'],
  StreamViewType: ['OLD_IMAGE', 'KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE'],
  // Seen of Kinesis, whose values these are; of DynamoDB Streams presumed.
  ShardIteratorType: ['AFTER_SEQUENCE_NUMBER', 'LATEST', 'AT_SEQUENCE_NUMBER', 'TRIM_HORIZON'],
}

/** Sets the current layer words without naming value or member; the misspelt members are the service's own. */
const UNNAMED_ENUMS: Readonly<Record<string, readonly string[]>> = {
  ReturnValue: ['ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATE_NEW', 'NONE'],
  ConditionalOperator: ['ALL', 'OR'],
}

/** Enums the current layer words with the member but without the value. */
const VALUELESS_ENUMS: ReadonlySet<string> = new Set(['ReturnItemCollectionMetrics'])

/** How a failing enum is worded: with value and member, with the member alone, or with neither. */
export interface EnumWording {
  readonly form: 'value-and-member' | 'member' | 'neither'
  readonly set: readonly string[]
}

/** The wording of a failing enum of this shape; `modelled` is the set in the model's order. */
export function enumWordingOf(shapeName: string, modelled: readonly string[], layer: ValidationLayer): EnumWording {
  if (layer === 'current') {
    const unnamed = UNNAMED_ENUMS[shapeName]
    if (unnamed) return { form: 'neither', set: unnamed }
    if (VALUELESS_ENUMS.has(shapeName)) return { form: 'member', set: modelled }
  }
  return { form: 'value-and-member', set: ENUMS_AS_PRINTED[shapeName] ?? modelled }
}

/**
 * Lengths that belong to a place rather than to a shape: since indexes with several key attributes the model leaves the
 * number of key elements open, but tables and LSIs still take two, GSIs four of each kind.
 */
const LENGTH_LIMITS: Readonly<Record<string, number>> = {
  'CreateTableInput.KeySchema': 2,
  'TableCreationParameters.KeySchema': 2,
  'LocalSecondaryIndex.KeySchema': 2,
  'GlobalSecondaryIndex.KeySchema': 8,
  'CreateGlobalSecondaryIndexAction.KeySchema': 8,
}

/** The longest list the service takes as this member, where the model does not say. */
export function lengthLimitOf(structureName: string, memberName: string): number | undefined {
  return LENGTH_LIMITS[`${structureName}.${memberName}`]
}

/** Members of a structure in the order in which a layer reports their faults. */
export function reportOrderOf(memberNames: readonly string[], layer: ValidationLayer): readonly string[] {
  if (layer === 'current') return memberNames
  const byJavaName = new Map(memberNames.map(name => [lowerFirst(name), name]))
  return javaMapOrder([...byJavaName.keys()]).map(name => byJavaName.get(name) ?? name)
}

/** Whether an absent member ends the check with a text of its own, or is one fault among others (undefined). */
export function absenceTextOf(
  operation: OperationName,
  memberName: string,
  layer: ValidationLayer,
): string | undefined {
  // The older layer answers an empty map of requests like an absent one.
  if (memberName === 'RequestItems' && layer === 'older') {
    return `The requestItems parameter is required for ${operation}`
  }
  if (memberName === 'TableName' && !isDataPlane(operation)) {
    return "The parameter 'TableName' is required but was not present in the request"
  }
  const tagged = operation === 'TagResource' || operation === 'UntagResource' || operation === 'ListTagsOfResource'
  return tagged && memberName === 'ResourceArn' ? 'Invalid TableArn' : undefined
}

/**
 * What Regions that have not moved answer to table names of the wrong length, before and instead of everything else;
 * undefined where it is one fault among others. Elsewhere the control plane words such names by their constraint.
 */
export function nameLengthTextOf(operation: OperationName, wording: ErrorWording): string | undefined {
  return wording === 'older' && !isDataPlane(operation)
    ? 'TableName must be at least 3 characters long and at most 255 characters long'
    : undefined
}

/** Java patterns of the model that JavaScript reads differently or not at all. */
const JAVA_PATTERNS: Readonly<Record<string, RegExp>> = {
  '\\p{Print}+': /^[\x20-\x7e]+$/,
  '[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*':
    /^[\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}\r\n\t]*$/u,
}

/** The regular expression of a modelled pattern, which has to match the whole value. */
export function patternOf(pattern: string): RegExp {
  return JAVA_PATTERNS[pattern] ?? new RegExp(`^(?:${pattern})$`)
}
