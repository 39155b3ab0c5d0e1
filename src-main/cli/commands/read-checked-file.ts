import { resolve } from 'node:path'
import { type AnyModel, parseModel, readAnyModel, recordPlaces } from '#modeling'
import { fileError } from '../../host/host-error.ts'
import { nodeFiles } from '../../node/node-files.ts'
import type { PlacedFinding, UnreadableModel } from './checked-model.ts'

/** A model that was read, and where its records stand in the file. */
export interface ReadModel extends Extract<AnyModel, { document: unknown }> {
  readonly placeOf: (recordId: string) => Pick<PlacedFinding, 'line' | 'column'>
}

/** Reads a model file, Facet's own or another tool's. The file is only read, whatever is in it. */
export async function readCheckedFile(file: string): Promise<ReadModel | UnreadableModel> {
  let text: string
  try {
    text = (await nodeFiles.readText(resolve(file))).text
  } catch (error) {
    const { message } = fileError(file, error) as Error
    return { file, problems: [{ reason: message, fix: 'Name a .facet.json file, or a model of another tool.' }] }
  }
  const read: AnyModel = isOwnName(file) ? asAny(parseModel(text)) : readAnyModel(text)
  if ('problems' in read) return { file, problems: read.problems }
  let places: ReturnType<typeof recordPlaces> | undefined
  return {
    ...read,
    placeOf: recordId => {
      if (read.format !== undefined) return {}
      places ??= recordPlaces(text)
      return places.get(recordId) ?? {}
    },
  }
}

/** What is called a Facet file is told what is wrong with it as one. */
function isOwnName(file: string): boolean {
  return file.toLowerCase().endsWith('.facet.json')
}

function asAny(parsed: ReturnType<typeof parseModel>): AnyModel {
  return 'document' in parsed ? { document: parsed.document, report: [] } : parsed
}

/** The lines that say why a file is no model: `file:line:column: reason. What to do.` */
export function unreadableText({ file, problems }: UnreadableModel): string {
  return problems
    .map(({ reason, fix, line, column, path }) => {
      if (line === undefined) return `${reason} ${fix}`
      return `${file}:${line}:${column}: ${reason}${path === undefined || path === '' ? '' : ` (${path})`}. ${fix}`
    })
    .join('\n')
}
