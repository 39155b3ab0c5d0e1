import { type CommandArguments, type CommandName, runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { emptyModel } from '../document/new-model.ts'

/** For tests: the document after commands that must be accepted. */
export class Modeler {
  document: ModelDocument

  constructor(document: ModelDocument = emptyModel('Shop')) {
    this.document = document
  }

  run<N extends CommandName>(name: N, args: CommandArguments<N>): this {
    const result = runCommand(this.document, name, args)
    if ('problems' in result)
      throw new Error(`${name}: ${result.problems.map(problem => problem.message).join('; ')}`)
    this.document = applyDiff(this.document, result.diff)
    return this
  }

  /** The codes and paths of the problems that the command answers with; the document stays as it is. */
  refused<N extends CommandName>(name: N, args: CommandArguments<N>): readonly string[] {
    const result = runCommand(this.document, name, args)
    if ('diff' in result) throw new Error(`${name} was accepted`)
    return result.problems.map(({ code, path, attribute }) => [code, path ?? attribute].filter(Boolean).join(' '))
  }
}

/** For tests: table `Orders` (PK S, SK S) with a global and a local index, two facets and three items. */
export function ordersModel(): Modeler {
  return new Modeler()
    .run('add-table', {
      name: 'Orders',
      key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
      attributes: [
        { name: 'status', type: 'S' },
        { name: 'total', type: 'N' },
      ],
    })
    .run('add-index', {
      tableId: 'table-1',
      indexKind: 'GSI',
      name: 'byStatus',
      key: { partition: [{ name: 'status', type: 'S' }], sort: [{ name: 'placed', type: 'S' }] },
      projection: { type: 'INCLUDE', attributes: ['total'] },
    })
    .run('add-index', {
      tableId: 'table-1',
      indexKind: 'LSI',
      name: 'byTotal',
      key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'total', type: 'N' }] },
      projection: { type: 'KEYS_ONLY' },
    })
    .run('add-facet', {
      tableId: 'table-1',
      name: 'order',
      partitionKeyAlias: 'orderId',
      attributes: ['status', 'total'],
    })
    .run('add-facet', { tableId: 'table-1', name: 'line' })
    .run('add-item', {
      tableId: 'table-1',
      facetId: 'facet-1',
      item: {
        PK: { S: 'o#1' },
        SK: { S: 'meta' },
        status: { S: 'open' },
        placed: { S: '2024' },
        total: { N: '12.50' },
      },
    })
    .run('add-item', { tableId: 'table-1', facetId: 'facet-2', item: { PK: { S: 'o#1' }, SK: { S: 'l#1' } } })
    .run('add-item', { tableId: 'table-1', item: { PK: { S: 'o#2' }, SK: { S: 'meta' } } })
}
