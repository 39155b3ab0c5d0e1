import { join } from 'node:path'
import type { Clock, FileSystem } from './ports.ts'

export interface JsonFilePorts {
  readonly fileSystem: FileSystem
  readonly clock: Clock
  readonly log: (message: string) => void
}

/**
 * A small JSON object of the host's own on disk: read once, changed one change at a time, written whole. A file that
 * cannot be understood is never overwritten: it is put aside under another name, and that is reported.
 */
export class JsonFile {
  readonly #ports: JsonFilePorts
  readonly #folder: string
  readonly #name: string
  #content: Promise<Readonly<Record<string, unknown>>> | undefined
  #lastChange: Promise<unknown> = Promise.resolve()

  /** `name` without `.json`. */
  constructor(ports: JsonFilePorts, folder: string, name: string) {
    this.#ports = ports
    this.#folder = folder
    this.#name = name
  }

  /** The members; none when the file is not there or was broken. Rejects when it is there and cannot be read. */
  read(): Promise<Readonly<Record<string, unknown>>> {
    this.#content ??= this.#load().catch(error => {
      this.#content = undefined
      throw error
    })
    return this.#content
  }

  /** Replaces the content by what `change` makes of it. Changes happen one after the other. */
  change(
    change: (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const work = this.#lastChange.then(async () => {
      const changed = change(await this.read())
      await this.#ports.fileSystem.makeFolder(this.#folder)
      await this.#ports.fileSystem.replace(this.#path(), `${JSON.stringify(changed, undefined, 2)}\n`)
      this.#content = Promise.resolve(changed)
      return changed
    })
    this.#lastChange = work.catch(() => undefined)
    return work
  }

  async #load(): Promise<Readonly<Record<string, unknown>>> {
    const { fileSystem, log } = this.#ports
    const path = this.#path()
    if (!(await fileSystem.state(path))) return {}
    let reason = 'it is not a JSON object'
    try {
      const content: unknown = JSON.parse((await fileSystem.readText(path)).text)
      if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
        return content as Record<string, unknown>
      }
    } catch (error) {
      // A file that cannot be read at all (permission, disk) is not broken and stays where it is.
      if (!(error instanceof SyntaxError) && !isNotText(error)) throw error
      reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8 text'
    }
    const aside = join(this.#folder, `${this.#name}.broken-${this.#ports.clock.now()}.json`)
    await fileSystem.rename(path, aside)
    log(`${path} could not be used: ${reason}. It was kept as ${aside}, and Facet starts with defaults.`)
    return {}
  }

  #path(): string {
    return join(this.#folder, `${this.#name}.json`)
  }
}

function isNotText(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EILSEQ'
}
