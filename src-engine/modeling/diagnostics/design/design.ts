import type { Plan } from '../../access-patterns/plan.ts'
import type { ModelDocument } from '../../document/model-document.ts'
import type { Heat } from '../../planner/heat.ts'
import type { Diagnostic } from '../diagnostic.ts'

/** A model with what follows from its design: made once for all rules. */
export interface Design {
  readonly document: ModelDocument
  readonly plan: Plan
  readonly heat: readonly Heat[]
}

/** Looks at the whole design for one kind of fault. */
export type DesignRule = (design: Design) => readonly Diagnostic[]
