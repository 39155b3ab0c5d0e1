import { validationError } from '../errors/dynamo-error.ts'
import type { Expression, PathNode, SelectNode } from './ast.ts'
import { refusedAt } from './statement-fault.ts'
import { pathNames } from './statement-path.ts'

const TOO_LONG = 'A path may contain at most 2 components in the FROM clause'

/** What a SELECT reads. */
export interface SelectTarget {
  readonly table: string
  readonly index: string | undefined
}

/** @throws DynamoError */
export function selectTarget(source: Expression): SelectTarget {
  if (source.kind !== 'path') throw validationError('Unexpected from source')
  const [table = '', index, ...more] = pathNames(source)
  if (more.length > 0) throw validationError(TOO_LONG)
  return { table, index }
}

/** The table and the index of a statement that reads an index; undefined for every other, sound or not. */
export function indexRead(tree: Expression): { readonly table: string; readonly index: string } | undefined {
  const select = tree.kind === 'select' ? tree : existsSelect(tree)
  if (select?.source.kind !== 'path') return undefined
  const { name: table, steps } = select.source
  const [step, ...more] = steps
  return step?.kind === 'name' && more.length === 0 ? { table, index: step.name } : undefined
}

/** Whether a statement reads or writes, however wrong it is otherwise; undefined for what is neither. */
export function directionOf(tree: Expression): 'read' | 'write' | undefined {
  switch (tree.kind) {
    case 'select':
      return 'read'
    case 'insert':
    case 'update':
    case 'delete':
      return 'write'
    default:
      return existsSelect(tree) === undefined ? undefined : 'write'
  }
}

/** The SELECT of `EXISTS(SELECT …)`, undefined for anything else. */
export function existsSelect(tree: Expression): SelectNode | undefined {
  if (tree.kind !== 'call' || tree.name !== 'exists' || tree.operands.length !== 1) return undefined
  const [select] = tree.operands
  return select?.kind === 'select' ? select : undefined
}

/** The table that a statement writes. @throws DynamoError it names an index, or more */
export function writeTarget(statement: 'insert' | 'update' | 'delete', target: PathNode): string {
  const [table = '', ...more] = pathNames(target)
  if (more.length === 0) return table
  if (statement === 'insert') {
    throw refusedAt('FROM clause may only contain a single table name in data manipulation statements', target.at)
  }
  throw validationError(more.length > 1 ? TOO_LONG : 'This operation is not supported on an index')
}
