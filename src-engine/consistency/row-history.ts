import type { RowRange } from '../storage/key-encoding.ts'
import type { StoredRow } from '../storage/rows.ts'

/** A key as a string of its bytes: strings of one byte per character compare as the bytes do. */
export type KeyText = string

/** What lay under a key before a write. */
export interface OldVersion {
  readonly key: KeyText
  /** Undefined when there was nothing. */
  readonly row: StoredRow | undefined
  /** When it was replaced, in ms. */
  readonly until: number
}

/**
 * What lay under the keys of one table or index before its recent writes. The store itself holds the newest state only,
 * and that exactly; a reader of the past lays this over it (past-rows.ts).
 */
export class RowHistory {
  /** Oldest first. */
  readonly #versions = new Map<KeyText, OldVersion[]>()
  /** The keys of `#versions`, in order. */
  readonly #keys: KeyText[] = []

  /** Adds the version that a write replaces; later than all that were added before. */
  add(version: OldVersion): void {
    const versions = this.#versions.get(version.key)
    if (versions !== undefined) {
      versions.push(version)
      return
    }
    this.#versions.set(version.key, [version])
    this.#keys.splice(this.#firstAt(version.key), 0, version.key)
  }

  /** Forgets the oldest version of a key: no reader looks back so far any more. */
  forgetOldest(key: KeyText): void {
    const versions = this.#versions.get(key)
    versions?.shift()
    if (versions === undefined || versions.length > 0) return
    this.#versions.delete(key)
    this.#keys.splice(this.#firstAt(key), 1)
  }

  /** What lay under the key at a moment, a write of that moment included; undefined when it still lies there. */
  at(key: KeyText, moment: number): OldVersion | undefined {
    const versions = this.#versions.get(key)
    if (versions === undefined) return undefined
    let low = 0
    let high = versions.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((versions[middle]?.until ?? 0) > moment) high = middle
      else low = middle + 1
    }
    return versions[low]
  }

  /** The versions of a moment in a range, in the order of their keys: of the rows that have changed since. */
  within(range: RowRange, moment: number): OldVersion[] {
    const end = range.to === undefined ? this.#keys.length : this.#firstAt(range.to.toString('latin1'))
    const found: OldVersion[] = []
    for (let i = this.#firstAt(range.from.toString('latin1')); i < end; i++) {
      const version = this.at(this.#keys[i] ?? '', moment)
      if (version !== undefined) found.push(version)
    }
    return found
  }

  /** Place of the first key that is not before this one. */
  #firstAt(key: KeyText): number {
    let low = 0
    let high = this.#keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#keys[middle] ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }
}
