import type { UnknownContent } from '../model-document.ts'

/**
 * A step from one version of the file format to the next. It works on the file's plain content, not on records, so it
 * keeps working when the record types move on. It may assume the content that the version's own reader accepted, but
 * not that the user left it whole: what it does not find it leaves to the reader to report.
 */
export interface Migration {
  /** The version the step starts from; it ends at `from + 1`. */
  readonly from: number
  /** What changed, for the notice after opening. */
  readonly description: string
  readonly migrate: (file: UnknownContent) => UnknownContent
}

/** Version 1 is the base: there is nothing to migrate yet. The next format adds `0001-….ts` here. */
export const migrations: readonly Migration[] = []

/**
 * Takes a file from its version to `to`, step by step, and writes the version it has reached into it.
 * @throws Error when a step is missing: the list has a hole, which a test of the list shows.
 */
export function migrateFile(
  file: UnknownContent,
  from: number,
  to: number,
  steps: readonly Migration[] = migrations,
): UnknownContent {
  let content = file
  for (let version = from; version < to; version++) {
    const step = steps.find(candidate => candidate.from === version)
    if (step === undefined) throw new Error(`No migration from file version ${version}`)
    content = { ...step.migrate(content), version: version + 1 }
  }
  return content
}
