import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import type { ProjectText } from '#contract'
import {
  applyDiff,
  type CommandArguments,
  type CommandName,
  type CommandResult,
  commands,
  type Diagnostic,
  type Diff,
  diagnose,
  type FileProblem,
  type ModelDocument,
  modelInfoOf,
  parseModel,
  runCommand,
  serializeModel,
  squashDiffs,
} from '#modeling'
import { AutoSave } from './auto-save.ts'
import { History } from './history.ts'
import { useHost } from './ports.ts'

/** A file that could not be opened: shown with the places, never written. */
export interface BrokenFile {
  readonly path: string
  readonly problems: readonly FileProblem[]
}

export interface ApplyOptions {
  /** Edits with the same one in a row are one step of undo: `rename table-3`. */
  readonly join?: string
}

/** The open model: document, undo history, problems, and its file, which follows the document by itself. */
export const useModelDocument = defineStore('model-document', () => {
  const host = useHost()
  const document = shallowRef<ModelDocument | undefined>()
  const path = shallowRef<string | undefined>()
  const broken = shallowRef<BrokenFile | undefined>()
  const history = shallowRef(new History())

  const file = new AutoSave({
    save: request => host.projects.save(request),
    serialize: () => (document.value ? serializeModel(document.value) : undefined),
  })

  const name = computed(() => (document.value ? modelInfoOf(document.value).name : ''))
  const problems = computed<readonly Diagnostic[]>(() => (document.value ? diagnose(document.value) : []))
  const undoTitle = computed(() => history.value.last?.title)
  const redoTitle = computed(() => history.value.next?.title)

  function change(diff: Diff): void {
    if (!document.value) return
    const next = applyDiff(document.value, diff)
    if (next === document.value) return
    document.value = next
    triggerRef(history)
    file.touched()
  }

  /** Runs an edit. Accepted: it is in the document and the history. Refused: nothing changed. */
  function apply<N extends CommandName>(
    command: N,
    args: CommandArguments<N>,
    options: ApplyOptions = {},
  ): CommandResult {
    if (!document.value) return { problems: [] }
    const result = runCommand(document.value, command, args)
    if ('problems' in result) return result
    history.value.add({ title: commands[command].title, diff: result.diff }, options.join)
    change(result.diff)
    return result
  }

  /**
   * Several edits as one step of undo, all or none. Each is given the document as the ones before it leave it:
   * `document => runCommand(document, 'add-index', …)`.
   */
  function applyAll(title: string, edits: readonly ((document: ModelDocument) => CommandResult)[]): CommandResult {
    if (!document.value) return { problems: [] }
    const diffs: Diff[] = []
    let current = document.value
    for (const edit of edits) {
      const result = edit(current)
      if ('problems' in result) return result
      diffs.push(result.diff)
      current = applyDiff(current, result.diff)
    }
    const diff = squashDiffs(diffs)
    history.value.add({ title, diff })
    change(diff)
    return { diff }
  }

  /** Ends a run of joined edits: the next one is a step of its own. */
  function mark(): void {
    history.value.mark()
  }

  function undo(): void {
    const diff = history.value.undo()
    if (diff) change(diff)
  }

  function redo(): void {
    const diff = history.value.redo()
    if (diff) change(diff)
  }

  /** Makes what the host read the open model; a broken file is kept as such, and false. */
  function openText(read: ProjectText): boolean {
    const parsed = parseModel(read.text)
    if ('problems' in parsed) {
      broken.value = { path: read.path, problems: parsed.problems }
      return false
    }
    broken.value = undefined
    history.value.clear()
    triggerRef(history)
    document.value = parsed.document
    path.value = read.path
    file.opened(read)
    return true
  }

  /** Reads a model from its file. Ends what is open first, when that can be saved. */
  async function open(of: string): Promise<boolean> {
    if (!(await close())) return false
    return openText(await host.projects.read({ path: of }))
  }

  /** Saves what is unsaved and closes. False, and still open, when it could not be saved. */
  async function close(): Promise<boolean> {
    broken.value = undefined
    if (!document.value) return true
    if (!(await file.flush())) return false
    discard()
    return true
  }

  /** Closes without saving. */
  function discard(): void {
    file.closed()
    document.value = undefined
    path.value = undefined
    broken.value = undefined
    history.value.clear()
    triggerRef(history)
  }

  /** After a conflict: the file's content in place of ours. */
  async function reload(): Promise<boolean> {
    if (path.value === undefined) return false
    const read = await host.projects.read({ path: path.value })
    discard()
    return openText(read)
  }

  return {
    document,
    path,
    name,
    broken,
    problems,
    undoTitle,
    redoTitle,
    saveState: file.state,
    saveFault: file.fault,
    apply,
    applyAll,
    mark,
    undo,
    redo,
    open,
    openText,
    close,
    discard,
    reload,
    /** Saves now what is unsaved; false when it could not be. */
    flush: () => file.flush(),
    /** After a conflict: our content in place of the file's. */
    overwrite: () => file.overwrite(),
  }
})
