import { validationError } from '../errors/dynamo-error.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import type { DeleteNode, InsertNode, OrderTerm, SelectNode, UpdateNode } from './ast.ts'
import { bindColumns } from './bind-columns.ts'
import { bindUpdateActions } from './bind-update-actions.ts'
import { bindWhere } from './bind-where.ts'
import type { BoundSelect, BoundStatement, SelectOrder } from './bound-statement.ts'
import { expressionName } from './expression-name.ts'
import { literalItem } from './literal-value.ts'
import type { ParsedStatement } from './parse-statement.ts'
import { refusedAt } from './statement-fault.ts'
import { documentPath, unexpectedComponent } from './statement-path.ts'
import { existsSelect, selectTarget, writeTarget } from './statement-target.ts'

type Parameters = readonly AttributeValue[]

/**
 * Puts parameters into a statement and judges it as far as it can be judged without its table.
 *
 * @throws DynamoError; RequestFault where an expression would have the same fault, to be answered in the older words
 */
export function bindStatement({ tree, parameters: count }: ParsedStatement, parameters: Parameters): BoundStatement {
  if (count !== parameters.length) {
    throw validationError("Number of parameters in request and statement don't match.")
  }
  switch (tree.kind) {
    case 'select':
      return bindSelect(tree, parameters)
    case 'insert':
      return bindInsert(tree, parameters)
    case 'update':
      return bindUpdate(tree, parameters)
    case 'delete':
      return bindDelete(tree, parameters)
    default: {
      const select = existsSelect(tree)
      if (select !== undefined) return { kind: 'exists', select: bindSelect(select, parameters) }
      throw validationError(`Unsupported operation: ${expressionName(tree)}`)
    }
  }
}

function bindSelect(node: SelectNode, parameters: Parameters): BoundSelect {
  if (node.unsupported !== undefined) {
    throw refusedAt(`Unsupported clause: ${node.unsupported.name}`, node.unsupported.at)
  }
  checkNotAliased(node.aliased)
  const { table, index } = selectTarget(node.source)
  return {
    kind: 'select',
    table,
    index,
    columns: node.columns === 'all' ? undefined : bindColumns(node.columns),
    where: node.where && bindWhere(node.where, parameters),
    orderBy: node.orderBy.map(bindOrder),
  }
}

function bindOrder({ by, descending }: OrderTerm): SelectOrder {
  if (by.kind !== 'path') throw unexpectedComponent(by.at)
  return { path: documentPath(by), descending }
}

function bindInsert(node: InsertNode, parameters: Parameters): BoundStatement {
  const table = writeTarget('insert', node.target)
  if (node.value === undefined) throw validationError(`Unsupported operation: ${expressionName(node)}`)
  return { kind: 'insert', table, item: literalItem(node.value, parameters) }
}

function bindUpdate(node: UpdateNode, parameters: Parameters): BoundStatement {
  checkNotAliased(node.aliased)
  return {
    kind: 'update',
    table: writeTarget('update', node.target),
    update: bindUpdateActions(node.actions, parameters),
    where: node.where && bindWhere(node.where, parameters),
    returning: node.returning,
  }
}

function bindDelete(node: DeleteNode, parameters: Parameters): BoundStatement {
  checkNotAliased(node.aliased)
  const { returning } = node
  if (returning !== undefined && returning !== 'ALL OLD') {
    throw validationError(
      `Invalid returning clause: RETURNING ${returning} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    )
  }
  return {
    kind: 'delete',
    table: writeTarget('delete', node.target),
    where: node.where && bindWhere(node.where, parameters),
    returning,
  }
}

function checkNotAliased(aliased: boolean): void {
  if (aliased) throw validationError('Aliasing is not supported')
}
