import { randomBytes } from 'node:crypto'
import { type FileHandle, link, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Replaces a file whole or not at all: the new content is complete on disk in a file beside it before it takes its
 * name. A reader, or a power cut, meets the old content or the new one. Links are followed, the file keeps its mode.
 */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const target = await realTarget(path)
  const mode = await stat(target).then(
    state => state.mode & 0o777,
    () => undefined,
  )
  const temporary = await writeBeside(target, content, mode)
  try {
    await renameOver(temporary, target)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(target))
}

/** Writes a file that must not exist: `EEXIST` when it does, and it is left as it was. */
export async function createFile(path: string, content: Uint8Array): Promise<void> {
  const temporary = await writeBeside(path, content, undefined)
  try {
    // A link fails when the name is taken; a rename would replace what is there.
    await link(temporary, path)
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error
    // A file system without hard links: the name is claimed with an empty file, then replaced.
    await (await open(path, 'wx')).close()
    await renameOver(temporary, path)
  } finally {
    await unlink(temporary).catch(() => undefined)
  }
  await syncFolder(dirname(path))
}

async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return path
    throw error
  }
}

/** In the same folder, because a rename is only atomic within one file system. */
async function writeBeside(target: string, content: Uint8Array, mode: number | undefined): Promise<string> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await open(temporary, 'wx', mode ?? 0o666)
  try {
    // The mode given to open is cut by the umask; a replaced file must not lose rights it had.
    if (mode !== undefined) await handle.chmod(mode)
    await handle.writeFile(content)
    await handle.sync()
  } catch (error) {
    await handle.close()
    await unlink(temporary).catch(() => undefined)
    throw error
  }
  await handle.close()
  return temporary
}

/** Windows refuses the rename for a moment while a virus scanner or an indexer holds the target. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 6 || !isCode(error, 'EPERM', 'EACCES', 'EBUSY')) throw error
      await new Promise(resolve => setTimeout(resolve, 20 * attempt))
    }
  }
}

/** The rename itself is only durable when the folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // Some network file systems refuse to sync a folder; the content itself is on disk.
  } finally {
    await handle?.close()
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
