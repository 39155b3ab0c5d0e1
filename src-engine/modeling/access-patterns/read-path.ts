import type { PlannedCall, Reason, TargetUnits, Verdict } from './access-path.ts'
import type { Explained } from './explained.ts'

/** A way to answer a read, with what it takes. */
export interface ReadPath {
  readonly verdict: Verdict
  readonly calls: readonly PlannedCall[]
  readonly reasons: readonly Reason[]
  readonly read: Explained
  readonly byTarget: readonly TargetUnits[]
}
