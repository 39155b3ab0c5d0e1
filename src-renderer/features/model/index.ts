import { Boxes, Layers, Table2 } from '@lucide/vue'
import { recordOfKind, tablesOf } from '#modeling'
import type { Command } from '../../stores/commands.ts'
import { defineFeature, type TabParams } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import ModelOverview from './ModelOverview.vue'
import ModelSide from './ModelSide.vue'
import { useModelEdits } from './model-edits.ts'
import { useModelView } from './model-view-state.ts'
import TableView from './TableView.vue'

function tableOf({ table }: TabParams) {
  const { document } = useModelDocument()
  return document && table !== undefined ? recordOfKind(document, 'table', table) : undefined
}

function commands(): readonly Command[] {
  const model = useModelDocument()
  const session = useSession()
  const view = useModelView()
  const edits = useModelEdits()
  const hasModel = () => model.document !== undefined
  /** The table whose tab is in front. */
  const front = () => (session.active?.type === 'table' ? tableOf(session.active.params) : undefined)
  const onFront = (run: (tableId: string) => void) => () => {
    const table = front()
    if (table) run(table.id)
  }
  const ofTable = { group: 'Model', when: () => front() !== undefined }
  const tables = () => (model.document ? tablesOf(model.document) : [])
  /** The first table; while one is in front, the next. */
  function showTable() {
    const at = tables().findIndex(({ id }) => id === front()?.id)
    const next = tables()[(at + 1) % tables().length]
    if (next) view.openTable(next.id)
  }
  return [
    {
      id: 'model.overview',
      group: 'Model',
      title: 'Show overview',
      keys: 'mod+alt+o',
      when: hasModel,
      run: () => session.open('model'),
    },
    {
      id: 'model.show-table',
      group: 'Model',
      title: 'Show table, then the next one',
      keys: 'mod+alt+b',
      when: () => tables().length > 0,
      run: showTable,
    },
    {
      id: 'model.add-table',
      group: 'Model',
      title: 'Add table',
      keys: 'mod+alt+a',
      when: hasModel,
      run: () => edits.addTable(),
    },
    {
      id: 'model.add-item',
      title: 'Add item',
      keys: 'mod+enter',
      ...ofTable,
      run: onFront(tableId => {
        view.change(tableId, { section: 'items' })
        view.addItemIn = { tableId }
      }),
    },
    {
      id: 'model.add-global-index',
      title: 'Add global secondary index',
      ...ofTable,
      run: onFront(tableId => edits.addIndex(tableId, 'GSI')),
    },
    {
      id: 'model.add-local-index',
      title: 'Add local secondary index',
      ...ofTable,
      run: onFront(tableId => edits.addIndex(tableId, 'LSI')),
    },
    {
      id: 'model.add-vector-index',
      title: 'Add vector index',
      ...ofTable,
      run: onFront(tableId => edits.addVectorIndex(tableId)),
    },
    { id: 'model.add-facet', title: 'Add facet', ...ofTable, run: onFront(tableId => edits.addFacet(tableId)) },
    ...(
      [
        ['items', 'Show items'],
        ['keys', 'Show keys and indexes'],
        ['chart', 'Show entities of the table'],
        ['facets', 'Show facets'],
        ['settings', 'Show table settings'],
      ] as const
    ).map(
      ([section, title]): Command => ({
        id: `model.show-${section}`,
        title,
        ...ofTable,
        run: onFront(tableId => view.change(tableId, { section })),
      }),
    ),
  ]
}

/** The open model: its tables, keys, indexes, facets, sample items and settings. */
export const model = defineFeature({
  id: 'model',
  title: 'Model',
  icon: Boxes,
  activity: { order: 10, side: ModelSide, home: ModelOverview, needsModel: true },
  tabs: {
    model: {
      component: ModelOverview,
      icon: Layers,
      title: () => 'Overview',
      inModelList: { order: 10 },
      exists: () => useModelDocument().document !== undefined,
    },
    table: {
      component: TableView,
      icon: Table2,
      title: params => tableOf(params)?.name ?? 'Table',
      exists: params => tableOf(params) !== undefined,
      tip: params => tableOf(params)?.name,
    },
  },
  commands,
  reveal: target => useModelView().show(target),
})
