import { Columns3Cog, KeyRound, Layers2, SquareStack, Table2 } from '@lucide/vue'
import {
  facetsOf,
  indexesOf,
  itemsOfTable,
  type ModelDocument,
  type RecordId,
  type TableRecord,
  tablesOf,
} from '#modeling'
import { countText, type TreeNode } from '../../ui/index.ts'
import { facetMarks } from './facet-marks.ts'
import { itemsSeenIn } from './facets/facet-items.ts'
import { keySummary } from './key-summary.ts'

/** What a line of the side list stands for. */
export type SideLine =
  | { readonly kind: 'table' | 'keys' | 'indexes' | 'facets'; readonly tableId: RecordId }
  | { readonly kind: 'index' | 'facet'; readonly tableId: RecordId; readonly recordId: RecordId }

export type SideNode = TreeNode<SideLine>

/** The tables of the model with their keys, indexes and facets. */
export function sideTree(document: ModelDocument): readonly SideNode[] {
  return tablesOf(document).map(table => ({
    id: table.id,
    label: table.name,
    icon: Table2,
    mono: true,
    trail: itemsOfTable(document, table.id).length.toLocaleString('en'),
    data: { kind: 'table', tableId: table.id },
    children: childrenOf(document, table),
  }))
}

function childrenOf(document: ModelDocument, table: TableRecord): readonly SideNode[] {
  const tableId = table.id
  const indexes = indexesOf(document, tableId)
  const facets = facetsOf(document, tableId)
  const marks = facetMarks(document)
  return [
    {
      id: `${tableId}/keys`,
      label: keySummary(table.key),
      icon: KeyRound,
      mono: true,
      tip: 'Primary key',
      data: { kind: 'keys', tableId },
    },
    {
      id: `${tableId}/indexes`,
      label: 'Indexes',
      icon: Layers2,
      trail: String(indexes.length),
      data: { kind: 'indexes', tableId },
      ...(indexes.length === 0
        ? { dim: true }
        : {
            children: indexes.map(
              (index): SideNode => ({
                id: index.id,
                label: index.name,
                icon: Columns3Cog,
                mono: true,
                trail: keySummary(index.key),
                tip: `${index.name}: ${keySummary(index.key)}`,
                data: { kind: 'index', tableId, recordId: index.id },
              }),
            ),
          }),
    },
    {
      id: `${tableId}/facets`,
      label: 'Facets',
      icon: SquareStack,
      trail: String(facets.length),
      data: { kind: 'facets', tableId },
      ...(facets.length === 0
        ? { dim: true }
        : {
            children: facets.map((facet): SideNode => {
              const mark = marks.get(facet.id)
              return {
                id: facet.id,
                label: facet.name,
                trail: countText(itemsSeenIn(document, facet).length),
                ...(mark ? { colour: mark.colour, letter: mark.letter } : {}),
                data: { kind: 'facet', tableId, recordId: facet.id },
              }
            }),
          }),
    },
  ]
}
