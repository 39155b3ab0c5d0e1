import type { ConstraintFault, Path, Rule } from './constraint-fault.ts'
import { shapeNamed } from './newer-shapes.ts'
import { lengthLimitOf, patternOf, reportOrderOf } from './observed-constraints.ts'
import type { ListShape, MapShape, NumberShape, StringShape, StructureShape } from './shape-data.ts'
import { TABLE_NAME_SHAPE, tableKeyRule, tableNameRules } from './table-name-rules.ts'
import type { ValidationLayer } from './validation-layer.ts'

/**
 * The second phase of the shape check: required members, lengths, ranges, patterns and enums, all faults collected.
 * A list or map that is too long is looked at as far as it might go: the rest may be anything, and a lot of it.
 * A shape is compiled once per use into closures; parts without constraints (all attribute values) compile to nothing.
 */

/** Adds the faults of a value that is present to `faults`; `parent` and `name` say where it stands. */
export type ConstraintCheck = (
  value: unknown,
  parent: Path | undefined,
  name: string,
  faults: ConstraintFault[],
) => void

/** What differs between operations when a shape is compiled. */
export interface ConstraintContext {
  readonly layer: ValidationLayer
  /** 1 for the data plane, 3 for the control plane. */
  readonly shortestTableName: number
}

/** The service lists this many faults and drops the rest. */
export const MOST_FAULTS = 10

/** What is refused where it is used, in words of its own (observed), rather than for what the model says. */
const JUDGED_WHERE_USED: ReadonlySet<string> = new Set(['AttributeName', 'AttributeValue', 'Tag', 'TagKeyString'])

/** Longer texts than any pattern allows are failures without running the pattern over them. */
const LONGEST_PATTERN_SUBJECT = 70_000

/** The compiled check of a structure, leaving out the members in `skipped`; undefined when nothing can fail. */
export function compileStructureConstraints(
  shapeName: string,
  context: ConstraintContext,
  skipped: ReadonlySet<string> = new Set(),
): ConstraintCheck | undefined {
  const shape = shapeNamed(shapeName)
  return shape.type === 'structure' ? structureCheck(shapeName, shape, context, skipped, true) : undefined
}

function compile(
  shapeName: string,
  context: ConstraintContext,
  kind: Path['kind'],
  longest?: number,
): ConstraintCheck | undefined {
  if (JUDGED_WHERE_USED.has(shapeName)) return undefined
  if (shapeName === TABLE_NAME_SHAPE) return tableNameCheck(context, kind)
  const shape = shapeNamed(shapeName)
  switch (shape.type) {
    case 'structure':
      return structureCheck(shapeName, shape, context, new Set(), false, kind)
    case 'list':
      return listCheck(shapeName, shape, context, kind, longest ?? shape.max)
    case 'map':
      return mapCheck(shapeName, shape, context, kind)
    case 'string':
      return stringCheck(shapeName, shape, kind)
    case 'integer':
    case 'long':
    case 'double':
      return numberCheck(shapeName, shape, kind)
    default:
      return undefined
  }
}

function structureCheck(
  shapeName: string,
  shape: StructureShape,
  context: ConstraintContext,
  skipped: ReadonlySet<string>,
  isRoot: boolean,
  kind: Path['kind'] = 'member',
): ConstraintCheck | undefined {
  const required = new Set(shape.required)
  const members = reportOrderOf(Object.keys(shape.members), context.layer).flatMap(name => {
    if (skipped.has(name)) return []
    const memberShape = shape.members[name] ?? ''
    const check = compile(memberShape, context, 'member', lengthLimitOf(shapeName, name))
    return check || required.has(name) ? [{ name, memberShape, check, required: required.has(name) }] : []
  })
  if (members.length === 0) return undefined
  return (value, parent, name, faults) => {
    const structure = value as Readonly<Record<string, unknown>>
    let path: Path | undefined
    for (const member of members) {
      if (faults.length >= MOST_FAULTS) return
      const given = structure[member.name]
      if (given === undefined && !member.required) continue
      if (!isRoot) path ??= { parent, name, kind }
      if (given !== undefined) {
        member.check?.(given, path, member.name, faults)
        continue
      }
      const at: Path = { parent: path, name: member.name, kind: 'member' }
      faults.push({ rule: { kind: 'null' }, path: at, value: undefined, shapeName: member.memberShape })
    }
  }
}

function listCheck(
  shapeName: string,
  shape: ListShape,
  context: ConstraintContext,
  kind: Path['kind'],
  longest: number | undefined,
): ConstraintCheck | undefined {
  const check = compile(shape.member, context, 'entry')
  const length = lengthRules(shape.min, longest)
  if (!check && length.length === 0) return undefined
  return (value, parent, name, faults) => {
    const list = value as readonly unknown[]
    addFailing(length, list.length, value, shapeName, { parent, name, kind }, faults)
    if (!check) return
    const path: Path = { parent, name, kind }
    const end = Math.min(list.length, longest ?? list.length)
    for (let index = 0; index < end && faults.length < MOST_FAULTS; index++) {
      check(list[index], path, String(index + 1), faults)
    }
  }
}

function mapCheck(
  shapeName: string,
  shape: MapShape,
  context: ConstraintContext,
  kind: Path['kind'],
): ConstraintCheck | undefined {
  const keysAreTables = shape.key === TABLE_NAME_SHAPE
  const valueShape = shapeNamed(shape.value)
  // The older layer reports lists of the wrong length against the map that holds them.
  const lengthsAtMap =
    context.layer === 'older' && valueShape.type === 'list' ? lengthRules(valueShape.min, valueShape.max) : []
  const check =
    lengthsAtMap.length > 0 && valueShape.type === 'list'
      ? listCheck(shape.value, { type: 'list', member: valueShape.member }, context, 'entry', undefined)
      : compile(shape.value, context, 'entry')
  const length = lengthRules(shape.min, shape.max)
  if (!check && !keysAreTables && length.length === 0) return undefined
  const valueRule: Rule = {
    kind: 'valued',
    text: `Map value must satisfy constraint: [${[...lengthsAtMap]
      .reverse()
      .map(each => each.text)
      .join(', ')}]`,
  }
  return (value, parent, name, faults) => {
    const map = value as Readonly<Record<string, unknown>>
    const all = Object.keys(map)
    const path: Path = { parent, name, kind }
    addFailing(length, all.length, value, shapeName, path, faults)
    const keys = shape.max !== undefined && all.length > shape.max ? all.slice(0, shape.max) : all
    const keyRule = keysAreTables ? tableKeyRule(keys) : undefined
    if (keyRule) faults.push({ rule: keyRule, path, value, shapeName })
    if (lengthsAtMap.some(each => keys.some(key => each.fails((map[key] as readonly unknown[]).length)))) {
      faults.push({ rule: valueRule, path, value, shapeName })
    }
    if (!check) return
    for (const key of keys) {
      if (faults.length >= MOST_FAULTS) return
      check(map[key], path, key, faults)
    }
  }
}

function stringCheck(shapeName: string, shape: StringShape, kind: Path['kind']): ConstraintCheck | undefined {
  const length = lengthRules(shape.min, shape.max)
  const pattern = shape.pattern === undefined ? undefined : patternOf(shape.pattern)
  const values = shape.enum ? new Set(shape.enum) : undefined
  if (length.length === 0 && !pattern && !values) return undefined
  return (value, parent, name, faults) => {
    const text = value as string
    addFailing(length, text.length, value, shapeName, { parent, name, kind }, faults)
    if (pattern && (text.length > LONGEST_PATTERN_SUBJECT || !pattern.test(text))) {
      const rule: Rule = { kind: 'limit', text: `Member must satisfy regular expression pattern: ${shape.pattern}` }
      faults.push({ rule, path: { parent, name, kind }, value, shapeName })
    }
    if (values && !values.has(text)) {
      faults.push({ rule: { kind: 'enum', set: shape.enum ?? [] }, path: { parent, name, kind }, value, shapeName })
    }
  }
}

function numberCheck(shapeName: string, shape: NumberShape, kind: Path['kind']): ConstraintCheck | undefined {
  const range = limitRules('value', shape.min, shape.max)
  if (range.length === 0) return undefined
  return (value, parent, name, faults) =>
    addFailing(range, value as number, value, shapeName, { parent, name, kind }, faults)
}

function tableNameCheck(context: ConstraintContext, kind: Path['kind']): ConstraintCheck {
  return (value, parent, name, faults) => {
    for (const rule of tableNameRules(value as string, context.shortestTableName)) {
      faults.push({ rule, path: { parent, name, kind }, value, shapeName: TABLE_NAME_SHAPE })
    }
  }
}

interface LimitRule {
  readonly text: string
  readonly fails: (measure: number) => boolean
}

function lengthRules(min: number | undefined, max: number | undefined): readonly LimitRule[] {
  return limitRules('length', min, max)
}

/** At most two rules, the lower limit first. */
function limitRules(
  measure: 'length' | 'value',
  min: number | undefined,
  max: number | undefined,
): readonly LimitRule[] {
  const rules: LimitRule[] = []
  // A length is never below zero: the model's lower limit of 0 says nothing.
  if (min !== undefined && (measure === 'value' || min > 0)) {
    rules.push({ text: `Member must have ${measure} greater than or equal to ${min}`, fails: given => given < min })
  }
  if (max !== undefined) {
    rules.push({ text: `Member must have ${measure} less than or equal to ${max}`, fails: given => given > max })
  }
  return rules
}

function addFailing(
  rules: readonly LimitRule[],
  measure: number,
  value: unknown,
  shapeName: string,
  path: Path,
  faults: ConstraintFault[],
): void {
  for (const rule of rules) {
    if (rule.fails(measure)) faults.push({ rule: { kind: 'limit', text: rule.text }, path, value, shapeName })
  }
}
