import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileText } from '#modeling'
import type { FileState, FileSystem } from '../host/ports.ts'
import { createFile, replaceFile } from './atomic-write.ts'

/** A model of this size would hold millions of items; what is larger was not meant. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024

/** The FileSystem port on this machine's disks. */
export const nodeFiles: FileSystem = {
  async readText(path) {
    const state = await stat(path)
    if (state.isFile() && state.size > MAX_TEXT_BYTES) throw fileFault('EFBIG', path)
    const bytes = await readFile(path)
    return { text: decode(bytes, path), revision: revisionOf(bytes) }
  },
  async state(path) {
    try {
      const found = await stat(path)
      return { kind: kindOf(found), modifiedAt: found.mtimeMs, sizeInBytes: found.size }
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return
      throw error
    }
  },
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true })
    return Promise.all(
      entries.map(async entry => ({
        name: entry.name,
        // A link that leads nowhere must not hide the rest of the folder.
        kind: entry.isSymbolicLink()
          ? await stat(join(folder, entry.name)).then(kindOf, () => 'other' as const)
          : kindOf(entry),
      })),
    )
  },
  async replace(path, content) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
    await replaceFile(path, bytes)
    return { revision: revisionOf(bytes) }
  },
  async create(path, text) {
    const bytes = Buffer.from(text, 'utf8')
    await createFile(path, bytes)
    return { revision: revisionOf(bytes) }
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true }).catch(error => {
      // What is there is no folder: EEXIST would read as if all were well.
      throw error.code === 'EEXIST' ? fileFault('ENOTDIR', path) : error
    })
  },
  rename,
}

function kindOf(found: Pick<Stats, 'isFile' | 'isDirectory'>): FileState['kind'] {
  if (found.isFile()) return 'file'
  return found.isDirectory() ? 'folder' : 'other'
}

function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function decode(bytes: Uint8Array, path: string): string {
  const read = fileText(bytes)
  if ('text' in read) return read.text
  const { line, column } = read.problem
  throw Object.assign(fileFault('EILSEQ', path), { line, column })
}

function fileFault(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path })
}
