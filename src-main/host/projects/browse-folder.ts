import { dirname, isAbsolute, join } from 'node:path'
import type { FolderListing } from '#contract'
import { badRequest, withFileErrors } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'
import { isModelPath } from './file-name.ts'

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Folders, models and JSON files of one folder, folders first, by name; hidden ones are left out. */
export async function browseFolder(ports: HostPorts, folder = ports.folders.projects): Promise<FolderListing> {
  if (!isAbsolute(folder)) throw badRequest(`${folder} is not an absolute path.`)
  const entries = await withFileErrors(folder, async () => {
    // The projects folder is only made when it is needed: here someone looks into it.
    if (folder === ports.folders.projects) await ports.fileSystem.makeFolder(folder)
    return ports.fileSystem.list(folder)
  })
  const parent = dirname(folder)
  return {
    folder,
    ...(parent === folder ? {} : { parent }),
    entries: entries
      .filter(entry => !entry.name.startsWith('.'))
      .flatMap(({ name, kind }) => {
        const shown = kindOf(name, kind)
        return shown ? [{ name, path: join(folder, name), kind: shown }] : []
      })
      .sort((a, b) => rank(a.kind) - rank(b.kind) || collator.compare(a.name, b.name)),
  }
}

function kindOf(
  name: string,
  kind: 'file' | 'folder' | 'other',
): FolderListing['entries'][number]['kind'] | undefined {
  if (kind === 'folder') return 'folder'
  if (kind !== 'file') return undefined
  if (isModelPath(name)) return 'model'
  return name.toLowerCase().endsWith('.json') ? 'json' : undefined
}

function rank(kind: string): number {
  return kind === 'folder' ? 0 : 1
}
