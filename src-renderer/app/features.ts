import { projects } from '../features/projects/index.ts'
import type { Feature } from '../stores/feature.ts'

/** Every feature of the window. The shell takes what they offer from this list. */
export const features: readonly Feature[] = [projects]
