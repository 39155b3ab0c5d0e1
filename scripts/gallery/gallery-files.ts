import { itemsOfTable, serializeModel, tablesOf } from '#modeling'
import { gallery } from './gallery.ts'
import { documentOfGallery } from './write-model.ts'

/** The files of `resources/gallery` by name, as they should be. */
export function galleryFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const index = gallery.map(({ id, summary, model }) => {
    const document = documentOfGallery(model)
    const file = `${id}.facet.json`
    files.set(file, serializeModel(document))
    const tables = tablesOf(document)
    const items = tables.reduce((sum, table) => sum + itemsOfTable(document, table.id).length, 0)
    return { id, title: model.name, description: summary, tables: tables.length, items, format: 'facet', file }
  })
  return files.set('index.json', `${JSON.stringify(index, null, 2)}\n`)
}
