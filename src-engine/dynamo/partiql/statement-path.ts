import { validationError } from '../errors/dynamo-error.ts'
import { expressionFault } from '../expressions/expression-kind.ts'
import { DOCUMENT_PATH_MAX_ELEMENTS } from '../limits.ts'
import type { DocumentPath, PathElement } from '../values/document-path.ts'
import { INT32_MAX } from '../values/number.ts'
import type { Expression, PathNode, PathStep } from './ast.ts'
import type { SourceSpan } from './source-span.ts'
import { refusedAt } from './statement-fault.ts'

/** Where an attribute is: names, names in brackets, and list indexes. @throws DynamoError */
export function documentPath(node: PathNode): DocumentPath {
  const path: [string, ...PathElement[]] = [pathName(node.name)]
  for (const step of node.steps) path.push(elementOf(step))
  if (path.length > DOCUMENT_PATH_MAX_ELEMENTS) {
    throw expressionFault(
      'Statement',
      `The document path has too many nesting levels; nesting levels: ${path.length}`,
    )
  }
  return path
}

/** The names that a path consists of, where it may have nothing else: tables and their indexes. @throws DynamoError */
export function pathNames(node: PathNode): readonly string[] {
  const names = [pathName(node.name)]
  for (const step of node.steps) {
    const element = elementOf(step)
    if (typeof element === 'number') throw unexpectedComponent(step.at)
    names.push(element)
  }
  return names
}

/** Something in a place where only a path may be, or in a path where only a name or an index may be. */
export function unexpectedComponent(at: SourceSpan): Error {
  return refusedAt('Unexpected path component', at)
}

function pathName(name: string): string {
  if (name === '') throw validationError('Path component cannot be an empty string')
  return name
}

function elementOf(step: PathStep): PathElement {
  switch (step.kind) {
    case 'name':
      return pathName(step.name)
    case 'all':
      throw unexpectedComponent(step.at)
    case 'element':
      return bracketed(step.element)
  }
}

function bracketed(element: Expression): PathElement {
  if (element.kind === 'string') return pathName(element.text)
  if (element.kind !== 'number') throw unexpectedComponent(element.at)
  const index = Number(element.text)
  if (Number.isInteger(index) && index >= 0 && index <= INT32_MAX) return index + 0
  throw refusedAt(`List index is not within the allowable range; index: [${element.text}]`, element.at)
}
