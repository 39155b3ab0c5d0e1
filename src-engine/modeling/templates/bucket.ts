import type { BucketUnit } from './key-template.ts'

/** Characters of a time that a bucket keeps: `2026`, `2026-11`, `2026-11-30`, `2026-11-30T09`. */
export const BUCKET_LENGTH: Readonly<Record<BucketUnit, number>> = { year: 4, month: 7, day: 10, hour: 13 }

/** Whether a transform cuts a time to a bucket. */
export function isBucketUnit(type: string | undefined): type is BucketUnit {
  return type !== undefined && Object.hasOwn(BUCKET_LENGTH, type)
}
