import { basename, isAbsolute, join } from 'node:path'
import type { ProjectSummary, ProjectText } from '#contract'
import { badRequest, hostError, withFileErrors } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'
import { isModelPath, MODEL_EXTENSION, modelFileName, modelName } from './file-name.ts'
import { RecentProjects } from './recent-projects.ts'

/** The model files on this machine: found, created, read and saved. */
export class ProjectFiles {
  readonly #ports: HostPorts
  readonly #recent: RecentProjects
  /** The last write to a path, so that two saves of one file never interleave between check and write. */
  readonly #writes = new Map<string, Promise<unknown>>()

  constructor(ports: HostPorts) {
    this.#ports = ports
    this.#recent = new RecentProjects(ports, ports.folders.settings)
  }

  /** Opened ones first, newest first; then what else is in the projects folder, last changed first. */
  async list(): Promise<ProjectSummary[]> {
    const opened = await this.#recent.list()
    const found = (await this.#modelsInFolder()).filter(path => !opened.some(project => project.path === path))
    const [recent, others] = await Promise.all([
      Promise.all(opened.map(({ path, openedAt }) => this.#summary(path, openedAt))),
      Promise.all(found.map(path => this.#summary(path))),
    ])
    return [
      ...recent.flatMap(summary => summary ?? []),
      ...others.flatMap(summary => summary ?? []).sort((a, b) => b.modifiedAt - a.modifiedAt),
    ]
  }

  async create(name: string, text: string, folder: string = this.#ports.folders.projects): Promise<ProjectText> {
    requireAbsolute(folder)
    const path = join(folder, modelFileName(name))
    const { revision } = await withFileErrors(path, async () => {
      await this.#ports.fileSystem.makeFolder(folder)
      return this.#ports.fileSystem.create(path, text)
    })
    await this.#recent.opened(path)
    return { path, text, revision }
  }

  /** Any `.json`, because other tools' models are read here too; only Facet's own files get onto the recent list. */
  async read(path: string): Promise<ProjectText> {
    requireAbsolute(path)
    if (!path.toLowerCase().endsWith('.json')) throw badRequest(`${path} is not a JSON file.`)
    const { text, revision } = await withFileErrors(path, () => this.#ports.fileSystem.readText(path))
    if (isModelPath(path)) await this.#recent.opened(path)
    return { path, text, revision }
  }

  /** Replaces the file only when it still is what the window read, unless `overwrite`. */
  save(request: { path: string; text: string; revision: string; overwrite: boolean }): Promise<{ revision: string }> {
    const { path } = request
    requireAbsolute(path)
    if (!isModelPath(path)) throw badRequest(`Models are saved as ${MODEL_EXTENSION} only, not as ${path}.`)
    const work = (this.#writes.get(path) ?? Promise.resolve()).then(() => this.#replace(request))
    const settled = work.then(
      () => undefined,
      () => undefined,
    )
    this.#writes.set(path, settled)
    void settled.then(() => {
      if (this.#writes.get(path) === settled) this.#writes.delete(path)
    })
    return work
  }

  forget(path: string): Promise<void> {
    return this.#recent.forget(path)
  }

  async #replace(request: { path: string; text: string; revision: string; overwrite: boolean }) {
    const { fileSystem } = this.#ports
    const { path, text, revision, overwrite } = request
    return withFileErrors(path, async () => {
      if (overwrite) {
        await fileSystem.makeFolder(join(path, '..'))
      } else {
        const onDisk = await fileSystem.readText(path)
        if (onDisk.revision !== revision) {
          throw hostError('CONFLICT', `${path} was changed by another program since it was opened.`, {
            path,
            revision: onDisk.revision,
          })
        }
      }
      return fileSystem.replace(path, text)
    })
  }

  async #modelsInFolder(): Promise<string[]> {
    const folder = this.#ports.folders.projects
    if (!(await this.#ports.fileSystem.state(folder))) return []
    const entries = await withFileErrors(folder, () => this.#ports.fileSystem.list(folder))
    return entries
      .filter(entry => entry.kind === 'file' && isModelPath(entry.name))
      .map(entry => join(folder, entry.name))
  }

  /** Undefined for a file that is gone or out of reach (a stick that was taken out): it must not empty the list. */
  async #summary(path: string, openedAt?: number): Promise<ProjectSummary | undefined> {
    const state = await this.#ports.fileSystem.state(path).catch(() => undefined)
    if (state?.kind !== 'file') return undefined
    return {
      path,
      name: modelName(basename(path)),
      modifiedAt: state.modifiedAt,
      sizeInBytes: state.sizeInBytes,
      ...(openedAt === undefined ? {} : { openedAt }),
    }
  }
}

function requireAbsolute(path: string): void {
  if (!isAbsolute(path)) throw badRequest(`${path} is not an absolute path.`)
}
