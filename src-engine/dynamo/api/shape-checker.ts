import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { type ConstraintFault, isUnnamed, type Path, wordFault } from './constraint-fault.ts'
import { type TypeCheck, typeCheckOf } from './json-types.ts'
import { type ConstraintCheck, compileStructureConstraints, MOST_FAULTS } from './member-constraints.ts'
import { inputShapeOf, shapeNamed } from './newer-shapes.ts'
import { absenceTextOf, nameLengthTextOf } from './observed-constraints.ts'
import type { OperationName } from './operation-names.ts'
import { checkSearchVectorsBody } from './search-vectors-body.ts'
import { hasNameLength, TABLE_NAME_SHAPE, tableNameRules } from './table-name-rules.ts'
import { type ErrorWording, isDataPlane, type ValidationLayer, validationLayerOf } from './validation-layer.ts'

/** The compiled checks of one operation. */
interface CompiledInput {
  readonly types: TypeCheck
  /** Required members whose absence has a text of its own, with the text. */
  readonly absences: ReadonlyMap<string, string>
  /** What ends the check for a table name of the wrong length, where it has a text of its own. */
  readonly nameLengthText: string | undefined
  /** The current layer looks at the table name before everything else, and alone. */
  readonly tableNameFirst: boolean
  /** Members without which the current layer does not read the request: the older one answers. */
  readonly required: readonly string[]
  readonly constraints: ConstraintCheck | undefined
  readonly layer: ValidationLayer
}

const compiled: Readonly<Record<ErrorWording, Map<OperationName, CompiledInput>>> = {
  current: new Map(),
  older: new Map(),
}

/**
 * Checks a request body against the operation's input shape, as the service does before it looks at anything else.
 *
 * Mends the body in place: unknown members and nulls are dropped, fractions in integer members floored, texts in
 * Boolean members read. Attribute values are checked for JSON types only; reading them is the operation's next step.
 *
 * @throws DynamoError SerializationException for the first wrong JSON type, otherwise ValidationException that lists up
 * to ten violated constraints. Texts: those of the layer that answers the operation (validation-layer.ts).
 */
export function checkShape(operation: OperationName, input: unknown, wording: ErrorWording = 'current'): void {
  if (operation === 'SearchVectors') checkSearchVectorsBody(input)
  let checks = compiledFor(operation, wording)
  checks.types(input)
  const request = input as Readonly<Record<string, unknown>>
  if (checks.layer === 'current' && checks.required.some(member => request[member] === undefined)) {
    checks = compiledFor(operation, 'older')
  }
  for (const [member, text] of checks.absences) {
    if (request[member] === undefined) throw validationError(text)
  }
  const { nameLengthText } = checks
  if (nameLengthText !== undefined && typeof request.TableName === 'string' && !hasNameLength(request.TableName)) {
    throw validationError(nameLengthText)
  }
  if (checks.tableNameFirst) checkTableNameAlone(request.TableName, checks.layer)
  if (!checks.constraints) return
  const faults: ConstraintFault[] = []
  checks.constraints(request, undefined, '', faults)
  if (faults.length > 0) throw aggregate(operation, faults, checks)
}

function compiledFor(operation: OperationName, wording: ErrorWording): CompiledInput {
  let checks = compiled[wording].get(operation)
  if (!checks) {
    checks = compileInput(operation, wording)
    compiled[wording].set(operation, checks)
  }
  return checks
}

function compileInput(operation: OperationName, wording: ErrorWording): CompiledInput {
  const shapeName = inputShapeOf(operation)
  const shape = shapeNamed(shapeName)
  if (shape.type !== 'structure') throw new Error(`The input of ${operation} is not a structure`)
  const layer = validationLayerOf(operation, wording)
  const absences = (shape.required ?? []).flatMap(member => {
    const text = absenceTextOf(operation, member, layer)
    return text === undefined ? [] : [[member, text] as const]
  })
  const namesTable = shape.members.TableName === TABLE_NAME_SHAPE
  const tableNameFirst = layer === 'current' && namesTable
  const context = { layer, shortestTableName: isDataPlane(operation) ? 1 : 3 }
  const skipped = new Set(tableNameFirst ? ['TableName'] : [])
  return {
    types: typeCheckOf(shapeName, 'element'),
    absences: new Map(absences),
    nameLengthText: namesTable ? nameLengthTextOf(operation, wording) : undefined,
    tableNameFirst,
    required: shape.required ?? [],
    constraints: compileStructureConstraints(shapeName, context, skipped),
    layer,
  }
}

function checkTableNameAlone(name: unknown, layer: ValidationLayer): void {
  const rules = typeof name === 'string' ? tableNameRules(name, 1) : []
  if (rules.length === 0) return
  const path = { parent: undefined, name: 'TableName', kind: 'member' } as const
  throw listed(rules.map(rule => wordFault({ rule, path, value: name, shapeName: TABLE_NAME_SHAPE }, layer)))
}

function aggregate(
  operation: OperationName,
  faults: readonly ConstraintFault[],
  { absences, layer }: CompiledInput,
): DynamoError {
  // An empty map of requests is answered like an absent one.
  const noRequests = absences.get('RequestItems')
  if (noRequests !== undefined) {
    const empty = faults.some(({ path, value }) => path.parent === undefined && isEmptyMap(value))
    if (empty) return validationError(noRequests)
  }
  const words = (reported: readonly ConstraintFault[]): readonly string[] =>
    reported.map(fault => wordFault(fault, layer))
  if (operation === 'BatchWriteItem') return listed(words(batchWriteOrder(faults)))
  const unnamed = faults.filter(fault => isUnnamed(fault, layer))
  const named = faults.filter(fault => !isUnnamed(fault, layer))
  const [alone] = unnamed
  // UpdateItem stops at such a fault, Query does too and without counting; PutItem and DeleteItem list it behind the
  // others (measured in June and October 2026).
  if (alone !== undefined && operation === 'Query') return validationError(wordFault(alone, layer))
  if (alone !== undefined && operation === 'UpdateItem') return listed(words([alone]))
  return listed(words([...named, ...unnamed]))
}

/** BatchWriteItem tells of its other members first, and of the map of requests as a whole only when nothing else is wrong. */
function batchWriteOrder(faults: readonly ConstraintFault[]): readonly ConstraintFault[] {
  const inRequests = (fault: ConstraintFault): boolean => rootOf(fault.path).name === 'RequestItems'
  const within = faults.filter(fault => inRequests(fault) && fault.path.parent !== undefined)
  const ordered = [...faults.filter(fault => !inRequests(fault)), ...within]
  return ordered.length > 0 ? ordered : faults
}

function rootOf(path: Path): Path {
  return path.parent === undefined ? path : rootOf(path.parent)
}

function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function listed(texts: readonly string[]): DynamoError {
  const shown = texts.slice(0, MOST_FAULTS)
  const errors = shown.length === 1 ? '1 validation error' : `${shown.length} validation errors`
  return validationError(`${errors} detected: ${shown.join('; ')}`)
}
