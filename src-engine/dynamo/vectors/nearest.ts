import type { DistanceFunction } from '../schema/table-definition.ts'
import { isNearer } from './score.ts'

/** One of the nearest, with whatever tells which it is. */
export interface Scored<T> {
  readonly score: number
  readonly what: T
}

/**
 * Keeps the nearest of any number of candidates, best first. Nearly all candidates of a large index are further than
 * the worst that is kept and cost one comparison.
 */
export class Nearest<T> {
  readonly #distance: DistanceFunction
  readonly #limit: number
  readonly #precedes: (a: T, b: T) => boolean
  readonly #kept: Scored<T>[] = []

  /** @param precedes decides between equal scores, so that the same data is always answered in the same order */
  constructor(distance: DistanceFunction, limit: number, precedes: (a: T, b: T) => boolean) {
    this.#distance = distance
    this.#limit = limit
    this.#precedes = precedes
  }

  /** Best first. */
  get all(): readonly Scored<T>[] {
    return this.#kept
  }

  /** @param what called only for a candidate that is kept at least for now, or has the score of the worst kept */
  offer(score: number, what: () => T): void {
    const kept = this.#kept
    const worst = kept[kept.length - 1]
    const full = kept.length >= this.#limit
    if (full && worst !== undefined && isNearer(this.#distance, worst.score, score)) return
    const candidate = { score, what: what() }
    let at = kept.length
    while (at > 0 && this.#isBefore(candidate, kept[at - 1])) at--
    if (at >= this.#limit) return
    kept.splice(at, 0, candidate)
    if (kept.length > this.#limit) kept.pop()
  }

  #isBefore(candidate: Scored<T>, other: Scored<T> | undefined): boolean {
    if (other === undefined) return false
    if (candidate.score !== other.score) return isNearer(this.#distance, candidate.score, other.score)
    return this.#precedes(candidate.what, other.what)
  }
}
