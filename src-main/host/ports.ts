import type { AppInfo, EnginePulse, EngineStatus, ProofEvent, RequestDetail, RequestEntry } from '#contract'

/** Everything the host needs from outside. The shells bring the real ones, tests their own. */
export interface HostPorts {
  readonly app: Pick<AppInfo, 'version' | 'shell' | 'platform'>
  readonly fileSystem: FileSystem
  /** Absent where the shell has no native dialogs. */
  readonly dialogs?: Dialogs
  readonly engine: EngineHandle
  readonly proofs: ProofRunner
  readonly clock: Clock
  readonly folders: {
    /** Settings, recent projects, window bounds. */
    readonly settings: string
    /** Where new models are put. */
    readonly projects: string
    /** The gallery of example models, and the samples of NoSQL Workbench, that come with the application. */
    readonly gallery: string
    readonly samples: string
  }
  /** A line for the person who looks after this machine: what happened that should not have. */
  readonly log: (message: string) => void
}

/** Time, in milliseconds. */
export interface Clock {
  /** Since 1970. */
  now(): number
  /** Since some moment, never backwards; for durations. */
  monotonic(): number
  /** Resolves early, without an error, when `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface FileState {
  readonly kind: 'file' | 'folder' | 'other'
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  readonly sizeInBytes: number
}

/**
 * The few things the host does with files. Paths are absolute. Every call rejects with an Error whose `code` is the
 * operating system's (`ENOENT`, `EACCES` …).
 */
export interface FileSystem {
  /** UTF-8 text without its byte order mark; `revision` is the SHA-256 of the bytes. Rejects with `EILSEQ`, `line` and `column` when it is not UTF-8. */
  readText(path: string): Promise<{ text: string; revision: string }>
  /** Undefined when nothing is there. Follows links. */
  state(path: string): Promise<FileState | undefined>
  /** Names in a folder, with the kind a link leads to. */
  list(folder: string): Promise<readonly { name: string; kind: FileState['kind'] }[]>
  /** Replaces the file whole or not at all. */
  replace(path: string, content: string | Uint8Array): Promise<{ revision: string }>
  /** Writes a file that must not exist yet (`EEXIST`). Whole or not at all. */
  create(path: string, text: string): Promise<{ revision: string }>
  /** With its parents; nothing happens when it is there. */
  makeFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
}

/** Native dialogs; each answers undefined when the person cancels. */
export interface Dialogs {
  openModel(startFolder: string): Promise<string | undefined>
  saveText(suggestedName: string): Promise<string | undefined>
}

/** What one request cost, metered whether or not it asked for it. */
export interface Metered {
  readonly table?: string | undefined
  readonly index?: string | undefined
  readonly readUnits?: number | undefined
  readonly writeUnits?: number | undefined
  readonly scanned?: number | undefined
  readonly returned?: number | undefined
}

/** The running engine, wherever it runs. */
export interface EngineHandle {
  status(): EngineStatus
  onStatus(listener: (status: EngineStatus) => void): () => void
  /**
   * One API call; resolves with the answer's body as the wire has it. Rejects with DynamoError when the engine refuses
   * and with EngineUnavailable when there is none. `recorded: false` keeps it off the list of requests.
   */
  execute(operation: string, input: object, options?: { recorded?: boolean }): Promise<string>
  onPulse(listener: (pulse: EnginePulse) => void): () => void
  /** The requests that are kept, at once, then new ones in batches. */
  watchRequests(listener: (batch: RequestBatch) => void): () => void
  request(id: string): Promise<RequestDetail | undefined>
  clearRequests(): Promise<void>
  /** Ends the endpoint, then the engine; every answered write is on disk afterwards. */
  close(): Promise<void>
}

/** What is to be proved: a model's text, and which of its patterns with which data. */
export interface ProofJob {
  readonly text: string
  readonly patternIds?: readonly string[] | undefined
  readonly generate?: { readonly seed: number; readonly size: number } | undefined
}

/** Runs proofs where nobody waits for them. */
export interface ProofRunner {
  /**
   * Tells of each pattern as it is done. Ends when the run has, or when `signal` aborts or the iteration is left; rejects
   * with DynamoError when the engine refuses the design.
   */
  prove(job: ProofJob, signal?: AbortSignal): AsyncGenerator<ProofEvent, void, undefined>
}

/** Requests in the order they were served; `dropped` came too fast to be kept. */
export interface RequestBatch {
  readonly entries: readonly RequestEntry[]
  readonly dropped: number
}

/** There is no engine to ask: it failed to start, stopped or is closing. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable'
}
