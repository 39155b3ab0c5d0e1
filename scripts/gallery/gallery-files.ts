import { itemsOfTable, serializeModel, tablesOf } from '#modeling'
import { codeHosting } from './case-studies/code-hosting.ts'
import { gameProfiles } from './case-studies/game-profiles.ts'
import { onlineStore } from './case-studies/online-store.ts'
import { gallery } from './gallery.ts'
import { documentOfGallery } from './write-model.ts'

export const GALLERY_FOLDER = 'resources/gallery'
/** Published designs, modelled from their descriptions, that the planner is measured by. They are not shipped. */
export const CASE_STUDY_FOLDER = 'e2e/fixtures/models/case-studies'

const caseStudies = { 'code-hosting': codeHosting, 'game-profiles': gameProfiles, 'online-store': onlineStore }

/** Every file that is made of these sources, by its path in the project, as it should be. */
export function galleryFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const index = gallery.map(({ id, summary, model }) => {
    const document = documentOfGallery(model)
    const file = `${id}.facet.json`
    files.set(`${GALLERY_FOLDER}/${file}`, serializeModel(document))
    const tables = tablesOf(document)
    const items = tables.reduce((sum, table) => sum + itemsOfTable(document, table.id).length, 0)
    return { id, title: model.name, description: summary, tables: tables.length, items, format: 'facet', file }
  })
  files.set(`${GALLERY_FOLDER}/index.json`, `${JSON.stringify(index, null, 2)}\n`)
  for (const [id, model] of Object.entries(caseStudies)) {
    files.set(`${CASE_STUDY_FOLDER}/${id}.facet.json`, serializeModel(documentOfGallery(model)))
  }
  return files
}
