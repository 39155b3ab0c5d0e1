import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importWorkbench, type ModelDocument } from '#modeling'

/** The five real models, byte for byte as their authors exported them. */
export const MODEL_FILES = [
  'AnOnlineShop_facets.json',
  'BankModel.json',
  'ComplaintManagementSchema.json',
  'ConnectedVehiclesSchema.json',
  'RecurringPaymentsSchema.json',
] as const

export function modelText(file: (typeof MODEL_FILES)[number]): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'models', file), 'utf8')
}

export function importedModel(file: (typeof MODEL_FILES)[number]): ModelDocument {
  const imported = importWorkbench(modelText(file))
  if (!('document' in imported)) throw new Error(`${file} was refused: ${JSON.stringify(imported)}`)
  return imported.document
}
