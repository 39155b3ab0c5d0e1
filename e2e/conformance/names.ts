/**
 * Names and keys that nobody else uses. Tests share tables, and several workers may share one endpoint: what a test
 * writes lies under keys of its own, so that it needs no empty table and leaves nothing that another one would see.
 */

/** Begins every table name of a run; scripts/conformance.ts sets it and removes such tables afterwards. */
const RUN = process.env.FACET_CONFORMANCE_RUN ?? `cf-${Math.random().toString(36).slice(2, 8)}`
const WORKER = `${process.pid.toString(36)}${process.env.VITEST_POOL_ID ?? ''}`
let count = 0

/** A table name for one test alone, 3 to 255 characters. */
export function uniqueTable(about: string): string {
  count++
  return `${RUN}-${WORKER}-${about}-${count}`
}

/** The name of a table that all tests of this worker use. */
export function sharedTable(about: string): string {
  return `${RUN}-${WORKER}-${about}`
}

/** A key value for one test alone. */
export function uniqueKey(about = 'key'): string {
  count++
  return `${about}-${WORKER}-${count}`
}
