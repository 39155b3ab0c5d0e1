/** Long because it fulfils the whole contract in one place, as far as a window under test needs. */
import { ORPCError } from '@orpc/client'
import {
  type AppInfo,
  type EngineStatus,
  type EngineTable,
  type FolderListing,
  type HostApi,
  hostErrors,
  type ProjectSummary,
  type ProofEvent,
  type RequestEntry,
  type SampleSummary,
  type Settings,
} from '#contract'
import { Subject } from './subject.ts'

/** A sample of the fake, with its text. */
export interface FakeSample extends SampleSummary {
  readonly format: 'facet' | 'workbench'
  readonly text: string
}

export interface FakeHostOptions {
  readonly info?: Partial<AppInfo>
  readonly settings?: Partial<Settings>
  /** Path → text of the files that are there. */
  readonly files?: Readonly<Record<string, string>>
  readonly samples?: readonly FakeSample[]
  readonly status?: EngineStatus
  readonly tables?: readonly EngineTable[]
  /** Answers `data.execute`. */
  readonly execute?: (operation: string, input: Record<string, unknown>) => Record<string, unknown>
  /** Answers `proof.run`; absent: a run of no pattern. */
  readonly prove?: (
    input: Parameters<HostApi['proof']['run']>[0],
    signal: AbortSignal | undefined,
  ) => AsyncIterable<ProofEvent>
}

/** The fake with what a test looks at and drives. */
export interface FakeHost {
  readonly host: HostApi
  /** Path → text: what "the disk" holds. Writing here is what another program would do. */
  readonly files: Map<string, string>
  /** Names of the calls made, in order. */
  readonly calls: string[]
  readonly status: Subject<EngineStatus>
  readonly requests: Subject<{ entries: RequestEntry[]; dropped: number }>
  readonly pulse: Subject<{ at: number; requestsPerSecond: number; totalRequests: number; tablesChanged: boolean }>
  readonly settings: () => Settings
}

const FOLDER = '/home/ada/Facet'

/** An error as the real host sends it. */
function refusal<C extends keyof typeof hostErrors>(code: C, message: string, data: unknown): Error {
  return new ORPCError(code, { defined: true, status: hostErrors[code].status, message, data })
}

/** A revision of a text: any text has its own. */
function revisionOf(text: string): string {
  let hash = 5381
  for (let at = 0; at < text.length; at += 1) hash = (hash * 33 + text.charCodeAt(at)) | 0
  return `${text.length}-${hash >>> 0}`
}

async function* noProof(): AsyncGenerator<ProofEvent> {
  yield { kind: 'start', patterns: 0, items: {} }
  yield { kind: 'done', durationMs: 0 }
}

/** A whole host in memory, for component tests and for developing the window alone. Files live in a Map. */
export function fakeHost(options: FakeHostOptions = {}): FakeHost {
  const files = new Map(Object.entries(options.files ?? {}))
  const opened = new Map<string, number>()
  const calls: string[] = []
  const samples = options.samples ?? []
  const status = new Subject<EngineStatus>(
    options.status ?? { state: 'running', url: 'http://127.0.0.1:8000', storage: { kind: 'memory' } },
  )
  const pulse = new Subject<{
    at: number
    requestsPerSecond: number
    totalRequests: number
    tablesChanged: boolean
  }>()
  const requests = new Subject<{ entries: RequestEntry[]; dropped: number }>({ entries: [], dropped: 0 })
  let settings: Settings = { theme: 'system', rowHeight: 'normal', window: {}, ...options.settings }
  let clock = 1_760_000_000_000

  function textOf(path: string): string {
    const text = files.get(path)
    if (text === undefined) throw refusal('NOT_FOUND', `${path} is not there.`, { what: path })
    return text
  }
  function nameOf(path: string): string {
    return (path.split('/').at(-1) ?? path).replace(/[.]facet[.]json$/, '')
  }
  function listing(folder: string): FolderListing {
    const inside = [...files.keys()]
      .filter(path => path.startsWith(`${folder}/`))
      .map(path => path.slice(folder.length + 1))
    const folders = [...new Set(inside.filter(rest => rest.includes('/')).map(rest => rest.split('/')[0] ?? ''))]
    const parent = folder.slice(0, folder.lastIndexOf('/'))
    return {
      folder,
      ...(parent === '' ? {} : { parent }),
      entries: [
        ...folders.map(name => ({ name, path: `${folder}/${name}`, kind: 'folder' as const })),
        ...inside
          .filter(rest => !rest.includes('/'))
          .map(name => ({
            name,
            path: `${folder}/${name}`,
            kind: name.endsWith('.facet.json') ? ('model' as const) : ('json' as const),
          })),
      ],
    }
  }

  /** Notes the call and answers in a later turn, as a real host does. */
  function answer<Input, Output>(name: string, work: (input: Input) => Output) {
    return async (input: Input): Promise<Output> => {
      calls.push(name)
      await Promise.resolve()
      return work(input)
    }
  }
  function stream<Event>(name: string, subject: Subject<Event>) {
    return async (_input: unknown, more?: { signal?: AbortSignal | undefined }) => {
      calls.push(name)
      return subject.follow(more?.signal)
    }
  }

  const host = {
    app: {
      info: answer('app.info', () => ({
        version: '0.1.0',
        shell: 'headless' as const,
        platform: 'linux' as const,
        nativeDialogs: false,
        projectsFolder: FOLDER,
        ...options.info,
      })),
    },
    projects: {
      list: answer('projects.list', () =>
        [...files]
          .filter(([path]) => path.endsWith('.facet.json'))
          .map(([path, text]): ProjectSummary => {
            const openedAt = opened.get(path)
            const summary = { path, name: nameOf(path), modifiedAt: clock - 3_600_000, sizeInBytes: text.length }
            return openedAt === undefined ? summary : { ...summary, openedAt }
          })
          .sort((left, right) => (right.openedAt ?? 0) - (left.openedAt ?? 0)),
      ),
      create: answer('projects.create', ({ name, text, folder }: { name: string; text: string; folder?: string }) => {
        const path = `${folder ?? FOLDER}/${name}.facet.json`
        if (files.has(path)) throw refusal('EXISTS', `${path} is there already. Choose another name.`, { path })
        files.set(path, text)
        clock += 1000
        opened.set(path, clock)
        return { path, text, revision: revisionOf(text) }
      }),
      read: answer('projects.read', ({ path }: { path: string }) => {
        const text = textOf(path)
        clock += 1000
        opened.set(path, clock)
        return { path, text, revision: revisionOf(text) }
      }),
      save: answer(
        'projects.save',
        (request: { path: string; text: string; revision: string; overwrite?: boolean }) => {
          const { path } = request
          const onDisk = revisionOf(textOf(path))
          if (onDisk !== request.revision && !request.overwrite) {
            throw refusal('CONFLICT', `${path} was changed by another program since it was opened.`, {
              path,
              revision: onDisk,
            })
          }
          files.set(path, request.text)
          return { revision: revisionOf(request.text) }
        },
      ),
      forget: answer('projects.forget', ({ path }: { path: string }) => {
        opened.delete(path)
        return {}
      }),
      chooseFile: answer('projects.chooseFile', () => ({})),
      browse: answer('projects.browse', ({ folder }: { folder?: string }) => listing(folder ?? FOLDER)),
      samples: answer('projects.samples', () =>
        samples.map(({ format: _format, text: _text, ...summary }) => summary),
      ),
      sample: answer('projects.sample', ({ id }: { id: string }) => {
        const sample = samples.find(candidate => candidate.id === id)
        if (!sample) throw refusal('NOT_FOUND', `There is no sample called ${id}.`, { what: id })
        return { id, format: sample.format, text: sample.text }
      }),
    },
    engine: {
      status: answer(
        'engine.status',
        () => status.last ?? { state: 'starting' as const, storage: { kind: 'memory' as const } },
      ),
      watchStatus: stream('engine.watchStatus', status),
      pulse: stream('engine.pulse', pulse),
      tables: answer('engine.tables', () => [...(options.tables ?? [])]),
      apply: async () => {
        throw refusal('ENGINE_UNAVAILABLE', 'This window has no engine.', { reason: 'The host is a stand-in.' })
      },
      watchRequests: stream('engine.watchRequests', requests),
      request: answer('engine.request', ({ id }: { id: string }) => ({
        id,
        request: '{}',
        response: '{}',
        truncated: false,
      })),
      clearRequests: answer('engine.clearRequests', () => ({})),
    },
    data: {
      connections: answer('data.connections', () => [
        { id: 'local', name: 'Local engine', environment: 'local' as const, readOnly: false },
      ]),
      execute: answer(
        'data.execute',
        ({ operation, input }: { operation: string; input: Record<string, unknown> }) => ({
          body: JSON.stringify(options.execute?.(operation, input) ?? {}),
          durationMs: 1,
        }),
      ),
    },
    proof: {
      run: async (
        input: Parameters<HostApi['proof']['run']>[0],
        more?: { signal?: AbortSignal | undefined },
      ): Promise<AsyncIterable<ProofEvent>> => {
        calls.push('proof.run')
        return options.prove?.(input, more?.signal) ?? noProof()
      },
    },
    files: { saveAs: answer('files.saveAs', () => ({})) },
    settings: {
      read: answer('settings.read', () => settings),
      change: answer('settings.change', (change: Partial<Settings>) => {
        settings = { ...settings, ...change, window: { ...settings.window, ...change.window } }
        return settings
      }),
    },
  }
  return { host: host as unknown as HostApi, files, calls, status, requests, pulse, settings: () => settings }
}
