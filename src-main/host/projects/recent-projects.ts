import { z } from 'zod'
import { JsonFile, type JsonFilePorts } from '../json-file.ts'

/** When a project was last opened, in milliseconds since 1970. */
export interface RecentProject {
  readonly path: string
  readonly openedAt: number
}

const StoredList = z.array(z.object({ path: z.string(), openedAt: z.number() }))
const KEPT = 100

/** The projects opened on this machine, newest first (`recent-projects.json`). */
export class RecentProjects {
  readonly #file: JsonFile
  readonly #now: () => number

  constructor(ports: JsonFilePorts, settingsFolder: string) {
    this.#file = new JsonFile(ports, settingsFolder, 'recent-projects')
    this.#now = () => ports.clock.now()
  }

  async list(): Promise<readonly RecentProject[]> {
    return listIn(await this.#file.read())
  }

  /** Puts the project at the head of the list. */
  async opened(path: string): Promise<void> {
    const entry = { path, openedAt: this.#now() }
    await this.#file.change(content => ({
      ...content,
      projects: [entry, ...listIn(content).filter(other => other.path !== path)].slice(0, KEPT),
    }))
  }

  async forget(path: string): Promise<void> {
    await this.#file.change(content => ({
      ...content,
      projects: listIn(content).filter(other => other.path !== path),
    }))
  }
}

function listIn(content: Readonly<Record<string, unknown>>): readonly RecentProject[] {
  return StoredList.safeParse(content.projects).data ?? []
}
