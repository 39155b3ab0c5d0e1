import {
  attributesOf,
  type CommandResult,
  facetsOf,
  indexesOf,
  itemsOfTable,
  type ModelDocument,
  type RecordId,
  type RecordKind,
  recordOf,
  recordOfKind,
  tablesOf,
  vectorIndexesOf,
} from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'
import { refusalOf } from '../../stores/refusal.ts'
import { toast } from '../../ui/index.ts'
import { counted } from './amounts.ts'
import { useModelView } from './model-view-state.ts'
import { freeName } from './new-names.ts'

/** Edits that start from a button or a command: they choose sensible first values and say what they could not do. */
export function useModelEdits() {
  const model = useModelDocument()
  const view = useModelView()

  /** Adds a table with the usual key, opens it and lets its name be typed. */
  function addTable(): void {
    if (!model.document) return
    const result = model.apply('add-table', {
      name: freeName(
        'NewTable',
        tablesOf(model.document).map(table => table.name),
      ),
      key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    })
    const id = told(result, 'No table was added', 'table')
    if (id === undefined) return
    view.openTable(id, { section: 'keys' })
    view.selected = id
    view.renaming = id
  }

  /** Adds an index whose key attributes are named after it, and unfolds it. */
  function addIndex(tableId: RecordId, kind: 'GSI' | 'LSI'): void {
    const { document } = model
    const table = document && recordOfKind(document, 'table', tableId)
    if (!table) return
    const name = nextNumbered(
      kind,
      indexesOf(document, tableId).map(index => index.name),
    )
    const sort = [{ name: `${name}SK`, type: 'S' as const }]
    const result = model.apply('add-index', {
      tableId,
      indexKind: kind,
      name,
      key:
        kind === 'GSI'
          ? { partition: [{ name: `${name}PK`, type: 'S' }], sort }
          : { partition: table.key.partition.slice(0, 1), sort },
      projection: { type: 'ALL' },
    })
    const id = told(result, 'No index was added', 'index')
    if (id !== undefined) view.show({ recordId: id })
  }

  /** Adds a vector index over an attribute that the table declares as a list, if there is one. */
  function addVectorIndex(tableId: RecordId): void {
    const { document } = model
    if (!document) return
    const list = [...attributesOf(document, tableId).values()].find(({ type }) => type === 'L')
    const name = nextNumbered(
      'Vector',
      vectorIndexesOf(document, tableId).map(index => index.name),
    )
    const attribute = list?.name ?? 'embedding'
    const result = model.apply('add-vector-index', { tableId, name, attribute, dimensions: 1024 })
    const id = told(result, 'No vector index was added', 'vectorIndex')
    if (id !== undefined) view.show({ recordId: id })
  }

  /** Adds a facet and shows it. */
  function addFacet(tableId: RecordId): void {
    const { document } = model
    if (!document) return
    const names = tablesOf(document).flatMap(table => facetsOf(document, table.id).map(facet => facet.name))
    const result = model.apply('add-facet', { tableId, name: freeName('Facet', names, ' ') })
    const id = told(result, 'No facet was added', 'facet')
    if (id !== undefined) view.openTable(tableId, { section: 'facets', facet: id })
  }

  /** Removes a table, index or facet at once, and offers to take it back. */
  function remove(recordId: RecordId): void {
    const { document } = model
    const record = document && recordOf(document, recordId)
    if (!record) return
    if (record.kind === 'table') {
      const items = itemsOfTable(document, recordId).length
      const title = `Removed ${record.name}${items > 0 ? ` with ${counted(items, 'sample item')}` : ''}`
      undoable(model.apply('remove-table', { tableId: recordId }), title)
    } else if (record.kind === 'index') {
      undoable(model.apply('remove-index', { indexId: recordId }), `Removed index ${record.name}`)
    } else if (record.kind === 'vectorIndex') {
      undoable(model.apply('remove-vector-index', { indexId: recordId }), `Removed vector index ${record.name}`)
    } else if (record.kind === 'facet') {
      undoable(model.apply('remove-facet', { facetId: recordId }), `Removed facet ${record.name}. Its items stay`)
    }
  }

  /** Removes an attribute with its values. */
  function removeAttribute(tableId: RecordId, name: string): void {
    const having = model.document
      ? itemsOfTable(model.document, tableId).filter(({ item }) => Object.hasOwn(item, name)).length
      : 0
    const result = model.apply('remove-attribute', { tableId, name, fromItems: true })
    undoable(result, `Removed ${name}${having > 0 ? ` from ${counted(having, 'item')}` : ''}`)
  }

  /** Gives a table, index or facet another name; answers with why not. */
  function rename(document: ModelDocument, recordId: RecordId, name: string): string | undefined {
    const record = recordOf(document, recordId)
    switch (record?.kind) {
      case 'table':
        return refusalOf(model.apply('rename-table', { tableId: recordId, name }))
      case 'index':
        return refusalOf(model.apply('change-index', { indexId: recordId, name }))
      case 'facet':
        return refusalOf(model.apply('change-facet', { facetId: recordId, name }))
      case 'model':
        return refusalOf(model.apply('rename-model', { name }))
      default:
        return undefined
    }
  }

  function told(result: CommandResult, title: string, kind: RecordKind): RecordId | undefined {
    if ('problems' in result) toast({ tone: 'red', title, text: refusalOf(result) })
    else return Object.values(result.diff.added).find(record => record.kind === kind)?.id
    return undefined
  }

  function undoable(result: CommandResult, title: string): void {
    if ('problems' in result) {
      toast({ tone: 'red', title: 'Nothing was removed', text: refusalOf(result) })
      return
    }
    const step = model.undoTitle
    // Undo takes back the last step; after another edit that would be the wrong one.
    toast({ title, action: { label: 'Undo', run: () => model.undoTitle === step && model.undo() } })
  }

  return { addTable, addIndex, addVectorIndex, addFacet, remove, removeAttribute, rename }
}

/** `GSI3` for a third index, or the next number that none has. */
function nextNumbered(kind: string, taken: readonly string[]): string {
  for (let number = taken.filter(name => name.startsWith(kind)).length + 1; ; number++) {
    const name = `${kind}${number}`
    if (!taken.includes(name)) return name
  }
}
