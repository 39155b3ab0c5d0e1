import { type Diff, isEmptyDiff, reverseDiff, squashDiffs } from '#modeling'

/** One step that undo takes back at once. */
export interface HistoryEntry {
  /** `Rename table`: undo and redo name it. */
  readonly title: string
  readonly diff: Diff
}

/** How many steps are kept. */
const KEPT = 500

/**
 * The edits of a document as diffs: undo applies the reversed one, redo the diff itself. Edits that carry the same
 * `join` one after the other (typing in one field) become one step; a mark ends the joining.
 */
export class History {
  #done: HistoryEntry[] = []
  #undone: HistoryEntry[] = []
  #join: string | undefined

  /** The step that undo would take back. */
  get last(): HistoryEntry | undefined {
    return this.#done.at(-1)
  }

  /** The step that redo would do again. */
  get next(): HistoryEntry | undefined {
    return this.#undone.at(-1)
  }

  add(entry: HistoryEntry, join?: string): void {
    if (isEmptyDiff(entry.diff)) return
    this.#undone = []
    const last = this.last
    if (last && join !== undefined && join === this.#join) {
      const squashed = squashDiffs([last.diff, entry.diff])
      // Typed there and back again: nothing to undo.
      if (isEmptyDiff(squashed)) this.#done.pop()
      else this.#done[this.#done.length - 1] = { title: entry.title, diff: squashed }
    } else {
      this.#done.push(entry)
      if (this.#done.length > KEPT) this.#done.shift()
    }
    this.#join = join
  }

  /** The next edit starts a step of its own, whatever it joins. */
  mark(): void {
    this.#join = undefined
  }

  /** Takes the last step back: the diff to apply. */
  undo(): Diff | undefined {
    const entry = this.#done.pop()
    if (!entry) return undefined
    this.#undone.push(entry)
    this.mark()
    return reverseDiff(entry.diff)
  }

  /** Does the step taken back last again: the diff to apply. */
  redo(): Diff | undefined {
    const entry = this.#undone.pop()
    if (!entry) return undefined
    this.#done.push(entry)
    this.mark()
    return entry.diff
  }

  clear(): void {
    this.#done = []
    this.#undone = []
    this.mark()
  }
}
