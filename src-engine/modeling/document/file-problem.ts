import { excerptAt, pathText, placeOf } from '../json/text-place.ts'

/** Why a file cannot be opened, where, and what to do. A file with problems is never written over. */
export interface FileProblem {
  /** What is wrong. */
  readonly reason: string
  /** What the user can do about it. */
  readonly fix: string
  /** From 1, as editors count. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** `records[3].key.partition[0].name`; empty for the file as a whole. */
  readonly path: string
  /** The line around the place. */
  readonly excerpt: string
}

/** More are noise: they come from one cause, or the file is of another kind. */
const MOST_PROBLEMS = 50

/** Collects the problems of one text. */
export class FileProblems {
  readonly list: FileProblem[] = []
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  add(offset: number, path: readonly (string | number)[], reason: string, fix: string): void {
    if (this.list.length >= MOST_PROBLEMS) return
    this.list.push({
      reason,
      fix,
      ...placeOf(this.text, offset),
      path: pathText(path),
      excerpt: excerptAt(this.text, offset),
    })
  }
}
