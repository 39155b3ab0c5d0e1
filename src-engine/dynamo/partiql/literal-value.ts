import { validationError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { NESTING_MAX_LEVELS } from '../limits.ts'
import { type AttributeValue, emptyAttributeMap, type Item } from '../values/attribute-value.ts'
import { normalizeNumber } from '../values/number.ts'
import { orderSet } from '../values/set.ts'
import type { Expression, TupleField } from './ast.ts'
import { refusedAt } from './statement-fault.ts'

const ROOT = 'root'

/**
 * The value that an expression stands for: a literal, or a parameter by itself. Messages name the place inside the
 * value, which is called `root`.
 *
 * @throws DynamoError
 */
export function literalValue(expression: Expression, parameters: readonly AttributeValue[]): AttributeValue {
  if (expression.kind !== 'parameter') return valueAt(expression, ROOT, 1)
  const value = parameters[expression.position]
  if (value === undefined) throw new TypeError('Parameters are counted before they are used')
  return value
}

/** The item behind INSERT's VALUE; each attribute is a root of its own. @throws DynamoError */
export function literalItem(expression: Expression, parameters: readonly AttributeValue[]): Item {
  if (expression.kind !== 'tuple') throw unsupported(expression, ROOT)
  const item = emptyAttributeMap()
  for (const field of expression.fields) item[fieldName(field)] = literalValue(field.value, parameters)
  return item
}

function valueAt(expression: Expression, path: string, level: number): AttributeValue {
  if (level > NESTING_MAX_LEVELS) {
    throw validationError(`Nesting Levels have exceeded supported limits under ${path}`)
  }
  switch (expression.kind) {
    case 'string':
      return { S: expression.text }
    case 'number':
      return { N: numberAt(expression.text, path) }
    case 'boolean':
      return { BOOL: expression.value }
    case 'null':
      return { NULL: true }
    case 'list':
      return { L: expression.members.map((member, i) => valueAt(member, `${path}[${i}]`, level + 1)) }
    case 'tuple': {
      const map = emptyAttributeMap()
      for (const field of expression.fields) {
        const name = fieldName(field)
        map[name] = valueAt(field.value, `${path}.${name}`, level + 1)
      }
      return { M: map }
    }
    case 'bag':
      return setAt(expression.members, path)
    default:
      throw unsupported(expression, path)
  }
}

function numberAt(text: string, path: string): string {
  try {
    return normalizeNumber(text)
  } catch (error) {
    throw error instanceof RequestFault ? validationError(`${error.olderMessage} under ${path}`) : error
  }
}

function fieldName({ name }: TupleField): string {
  if (name.kind !== 'string') throw refusedAt('Attribute names of a tuple are strings', name.at)
  if (name.text === '') throw validationError('Empty attribute name')
  return name.text
}

function setAt(members: readonly Expression[], path: string): AttributeValue {
  const texts: string[] = []
  let kind: Expression['kind'] | undefined
  for (const member of members) {
    if ((member.kind !== 'string' && member.kind !== 'number') || (kind ?? member.kind) !== member.kind) {
      throw validationError('Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags')
    }
    kind = member.kind
    texts.push(member.text)
  }
  switch (kind) {
    case undefined:
      throw validationError('Empty bags are not supported')
    case 'string':
      if (new Set(texts).size < texts.length) throw duplicates(texts, '.')
      return { SS: orderSet('SS', texts) }
    default: {
      const numbers = texts.map((text, i) => numberAt(text, `${path}[${i}]`))
      if (new Set(numbers).size < numbers.length) throw duplicates(texts, `! under ${path}`)
      return { NS: orderSet('NS', numbers) }
    }
  }
}

function duplicates(members: readonly string[], end: string): Error {
  return validationError(
    `One or more parameter values were invalid: Input collection [${members.join(', ')}] contains duplicates${end}`,
  )
}

function unsupported(expression: Expression, path: string): Error {
  return refusedAt(`Unsupported data type: ${typeName(expression)} under key ${path}`, expression.at)
}

/** What messages call an expression that is no value. */
function typeName(expression: Expression): string {
  switch (expression.kind) {
    case 'call':
    case 'path':
      return expression.name
    case 'parameter':
      return 'Parameter'
    default:
      return 'UNKNOWN'
  }
}
