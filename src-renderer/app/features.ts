import { accessPatterns } from '../features/access-patterns/index.ts'
import { apply } from '../features/apply/index.ts'
import { diagram } from '../features/diagram/index.ts'
import { entities } from '../features/entities/index.ts'
import { exporting } from '../features/export/index.ts'
import { model } from '../features/model/index.ts'
import { planner } from '../features/planner/index.ts'
import { problems } from '../features/problems/index.ts'
import { projects } from '../features/projects/index.ts'
import { query } from '../features/query/index.ts'
import { requests } from '../features/requests/index.ts'
import type { Feature } from '../stores/feature.ts'

/** Every feature of the window. The shell takes what they offer from this list. */
export const features: readonly Feature[] = [
  projects,
  model,
  entities,
  accessPatterns,
  planner,
  diagram,
  query,
  requests,
  apply,
  exporting,
  problems,
]
