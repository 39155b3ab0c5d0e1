import type { Reason, Verdict } from './access-path.ts'

const ORDER: readonly Verdict[] = ['exact', 'filters', 'scan', 'not-served']

/** The verdict of several together: that of the worst. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return ORDER[Math.max(0, ...verdicts.map(verdict => ORDER.indexOf(verdict)))] ?? 'not-served'
}

/** Each reason once. */
export function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ text }, at) => reasons.findIndex(other => other.text === text) === at)
}
