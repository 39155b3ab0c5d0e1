import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { OPERATION_NAMES, type OperationName } from '#dynamo'
import { INDEX_NAMES, TABLE_NAMES } from '../fixture.ts'
import { attributeNames, binaries, membersOf, texts, values } from './attribute-values.ts'
import { conditions, keyConditions, projections, updates } from './expressions.ts'
import type { FuzzedRequest } from './fuzzed-request.ts'
import { statements } from './statements.ts'

/**
 * Requests of every operation there is, built from the service's own model: each member given or not, each text and
 * number within its bounds or just outside. Rarely sound as a whole, and so mostly about what is refused.
 */

interface ModelShape {
  readonly type: string
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly member?: { readonly shape: string }
  readonly key?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly enum?: readonly string[]
  readonly min?: number
  readonly max?: number
}
interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: string }>>
  readonly shapes: Readonly<Record<string, ModelShape>>
}

const MODEL_FILE = join(import.meta.dirname, '../../../resources/api-model/api-model.json')
const models = Object.values(JSON.parse(readFileSync(MODEL_FILE, 'utf8')) as Record<string, ServiceModel>)

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/'
const tables = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...TABLE_NAMES, 'Other', 'New') },
  { weight: 3, arbitrary: fc.constantFrom(...TABLE_NAMES).map(name => ARN + name) },
  { weight: 1, arbitrary: texts },
)
const arns = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TABLE_NAMES, 'Nowhere').map(name => ARN + name) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...TABLE_NAMES),
        fc.constantFrom(
          '/stream/2026-11-01T00:00:00.000',
          '/backup/01541185762000-abc',
          '/index/global',
          '/stream/',
          '/',
        ),
      )
      .map(([name, rest]) => ARN + name + rest),
  },
  { weight: 1, arbitrary: texts },
)

/** Members whose text is more than a text. */
const BY_SHAPE: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  AttributeValue: values,
  ConditionExpression: conditions,
  KeyExpression: keyConditions('Fuzz'),
  UpdateExpression: updates,
  ProjectionExpression: projections,
  PartiQLStatement: statements,
  TableName: tables,
  TableArn: tables,
  ResourceArnString: arns,
  StreamArn: arns,
  BackupArn: arns,
  IndexName: fc.constantFrom(...INDEX_NAMES, 'fresh', 'other', ''),
  KeySchemaAttributeName: attributeNames,
  AttributeName: attributeNames,
  NonKeyAttributeName: attributeNames,
  ExpressionAttributeNameVariable: fc.constantFrom('#p', '#a', '#m', 'p', ''),
  ExpressionAttributeValueVariable: fc.constantFrom(':s', ':n', ':any', 's', ''),
}

const DEEPEST = 6

function arbitraryOf(model: ServiceModel, name: string, depth: number): fc.Arbitrary<unknown> {
  const known = Object.hasOwn(BY_SHAPE, name) ? BY_SHAPE[name] : undefined
  if (known !== undefined) return known
  const shape = model.shapes[name]
  if (shape === undefined || depth > DEEPEST) return fc.constant(null)
  const below = (ref: { readonly shape: string } | undefined): fc.Arbitrary<unknown> =>
    arbitraryOf(model, ref?.shape ?? '', depth + 1)
  switch (shape.type) {
    case 'structure':
      return structure(model, shape, depth)
    case 'list':
      return fc.array(below(shape.member), { maxLength: 3 })
    case 'map':
      return fc
        .array(fc.tuple(below(shape.key) as fc.Arbitrary<string>, below(shape.value)), { maxLength: 3 })
        .map(membersOf)
    case 'string':
      return text(shape)
    case 'boolean':
      return fc.oneof({ weight: 9, arbitrary: fc.boolean() }, fc.constantFrom('true', 'no', 0))
    case 'blob':
      return binaries
    default:
      return number(shape)
  }
}

function structure(model: ServiceModel, shape: ModelShape, depth: number): fc.Arbitrary<object> {
  const members = Object.entries(shape.members ?? {}).map(([name, { shape: of }]) => {
    const given = arbitraryOf(model, of, depth + 1).map(value => [name, value] as const)
    const present = shape.required?.includes(name) ? 20 : depth === 0 ? 2 : 1
    return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: present, arbitrary: given })
  })
  return fc.tuple(...members).map(pairs => membersOf(pairs.filter(pair => pair !== undefined)))
}

function text({ enum: choices, min = 0, max = 1000 }: ModelShape): fc.Arbitrary<unknown> {
  if (choices !== undefined) {
    return fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(...choices) },
      fc.constantFrom('', 'other', `${choices[0]} `),
    )
  }
  const bounds = fc
    .constantFrom(min - 1, min, max, max + 1)
    .map(length => 'x'.repeat(Math.min(Math.max(length, 0), 70_000)))
  return fc.oneof({ weight: 6, arbitrary: texts }, bounds)
}

function number({ min = -1, max = 10 }: ModelShape): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: Math.max(min, 0), max: Math.max(min, 0) + 9 }) },
    { weight: 2, arbitrary: fc.constantFrom(min - 1, min, max, max + 1) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(0.5, -0, 1e21, 2 ** 31, -(2 ** 63), 1e308, '7', true, null) },
  )
}

/**
 * These would read and write outside the store, wherever the generated texts point.
 */
const OUTSIDE: ReadonlySet<string> = new Set<OperationName>(['ExportTableToPointInTime', 'ImportTable'])

const byOperation = OPERATION_NAMES.filter(operation => !OUTSIDE.has(operation)).map(operation => {
  const model = models.find(candidate => Object.hasOwn(candidate.operations, operation))
  const input = model?.operations[operation]?.input
  const bodies = model === undefined || input === undefined ? fc.constant({}) : arbitraryOf(model, input, 0)
  return bodies.map((body): FuzzedRequest => ({ operation, body }))
})

/** Requests of any operation. */
export const modelRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(...byOperation)
