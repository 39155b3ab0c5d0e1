import { FILE_FORMAT } from '../document/file-format.ts'
import { parseModel } from '../document/parse.ts'
import { memberOf } from '../json/json-node.ts'
import { readModelText } from './agent-model/model-text.ts'
import type { ModelImport } from './model-import.ts'
import { importers, importModel } from './registry.ts'

/** A model of whatever format, and the title of the format when it is not Facet's own. */
export type AnyModel = ModelImport & { readonly format?: string }

/** Facet's own files name themselves in their first member: also a broken one is known by it. */
const OWN_BEGINNING = new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${FILE_FORMAT}"`)

/** Reads a Facet file, or a file of any format that an importer takes in. Never throws. */
export function readAnyModel(text: string): AnyModel {
  const read = readModelText(text)
  const format = 'node' in read && read.node.kind === 'object' ? memberOf(read.node, 'format') : undefined
  if (OWN_BEGINNING.test(text) || (format?.kind === 'string' && format.value === FILE_FORMAT)) {
    const parsed = parseModel(text)
    return 'document' in parsed ? { document: parsed.document, report: [] } : parsed
  }
  const title = 'node' in read ? importers.find(each => each.recognizes(read.node))?.title : undefined
  return { ...importModel(text), ...(title === undefined ? {} : { format: title }) }
}
