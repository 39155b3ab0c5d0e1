import { documentOf, type ModelDocument, type PatternOption } from '#modeling'
import { type TableChart, tableCharts } from './design-column.ts'

/** The model with an option adopted, and of the tables that it touches what it brings: the new views, the new keys. */
export function optionCharts(
  model: ModelDocument,
  { design }: Pick<PatternOption, 'design'>,
): { readonly document: ModelDocument; readonly charts: readonly TableChart[] } {
  const { tables, indexes, placements } = design
  const document = documentOf([...Object.values(model.records), ...tables, ...indexes, ...placements])
  const newViews = new Set(indexes.map(({ id }) => id))
  const newTables = new Set(tables.map(({ id }) => id))
  const changed = new Set(placements.map(({ id }) => id))
  const charts = tableCharts(document).flatMap((chart): readonly TableChart[] => {
    const isNew = newTables.has(chart.table.id)
    const views = chart.views.filter(({ index }) => isNew || index === undefined || newViews.has(index.id))
    const rows = chart.rows.filter(({ placement }) => changed.has(placement.id))
    return isNew || views.length > 1 || rows.length > 0 ? [{ ...chart, views, rows }] : []
  })
  return { document, charts }
}
