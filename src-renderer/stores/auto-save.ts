import { type ShallowRef, shallowRef } from 'vue'
import type { ProjectText } from '#contract'
import { faultOf, type HostFault } from './host-fault.ts'

/** `conflict`: another program changed the file; a person has to choose. `failed`: tried again at the next edit. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict'

export interface SaveRequest {
  readonly path: string
  readonly text: string
  readonly revision: string
  readonly overwrite?: boolean
}

export interface AutoSaveOptions {
  readonly save: (request: SaveRequest) => Promise<{ readonly revision: string }>
  /** The document as its file's text; undefined when nothing is open. */
  readonly serialize: () => string | undefined
  /** How long the hands must rest; 600 ms when absent. */
  readonly restMs?: number
}

/**
 * Keeps a file like its document: writes it 600 ms after the last edit, one write at a time, each naming the revision
 * it builds on, so that what another program wrote is never lost unseen.
 */
export class AutoSave {
  readonly state: ShallowRef<SaveState> = shallowRef('saved')
  /** Why the last write did not work. */
  readonly fault: ShallowRef<HostFault | undefined> = shallowRef()

  readonly #options: AutoSaveOptions
  #file: { readonly path: string; readonly revision: string } | undefined
  /** The text that the file is known to hold. */
  #savedText = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | undefined
  #editsSinceWrite = false

  constructor(options: AutoSaveOptions) {
    this.#options = options
  }

  /** A file was read: nothing to save until it is touched. */
  opened(file: ProjectText): void {
    this.closed()
    this.#file = { path: file.path, revision: file.revision }
    this.#savedText = file.text
  }

  /** No file any more. A write that is under way ends by itself. */
  closed(): void {
    clearTimeout(this.#timer)
    this.#file = undefined
    this.#editsSinceWrite = false
    this.state.value = 'saved'
    this.fault.value = undefined
  }

  /** The document changed. */
  touched(): void {
    if (!this.#file) return
    this.#editsSinceWrite = true
    // Until the conflict is settled every write would meet it again.
    if (this.state.value === 'conflict') return
    if (this.#writing) return
    this.state.value = 'unsaved'
    this.#saveLater()
  }

  /** Writes what is unsaved, at once, edits that come meanwhile included. True when nothing is left to write. */
  async flush(): Promise<boolean> {
    for (;;) {
      clearTimeout(this.#timer)
      if (this.#writing) await this.#writing
      else await this.#write(false)
      if (this.state.value === 'saved') return true
      if (this.state.value !== 'unsaved') return false
    }
  }

  /** Settles a conflict: the document goes over what is in the file. */
  async overwrite(): Promise<boolean> {
    await this.#write(true)
    return this.state.value === 'saved'
  }

  async #write(overwrite: boolean): Promise<void> {
    if (!this.#file || (this.state.value === 'conflict' && !overwrite) || this.state.value === 'saved') return
    this.#writing = this.#writeOnce(this.#file, overwrite)
    await this.#writing
    this.#writing = undefined
  }

  async #writeOnce(file: { readonly path: string; readonly revision: string }, overwrite: boolean): Promise<void> {
    const text = this.#options.serialize()
    if (text === undefined) return
    this.#editsSinceWrite = false
    // Undone back to what the file holds: nothing to write.
    if (text === this.#savedText && !overwrite) return this.#settle('saved', undefined)
    this.state.value = 'saving'
    try {
      const request = { path: file.path, text, revision: file.revision }
      const { revision } = await this.#options.save(overwrite ? { ...request, overwrite } : request)
      // Another file was opened meanwhile: this write was its predecessor's last.
      if (this.#file !== file) return
      this.#file = { path: file.path, revision }
      this.#savedText = text
      this.#settle(this.#editsSinceWrite ? 'unsaved' : 'saved', undefined)
      if (this.#editsSinceWrite) this.#saveLater()
    } catch (error) {
      if (this.#file !== file) return
      const fault = faultOf(error)
      this.#settle(fault.code === 'CONFLICT' ? 'conflict' : 'failed', fault)
    }
  }

  #saveLater(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), this.#options.restMs ?? 600)
  }

  #settle(state: SaveState, fault: HostFault | undefined): void {
    this.state.value = state
    this.fault.value = fault
  }
}
