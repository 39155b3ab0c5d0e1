import type { InjectionKey, Ref } from 'vue'

/** Row height of grids and lists: a person's setting. */
export type Density = 'compact' | 'normal' | 'relaxed'

/** Given by the shell; without it everything is `normal`. */
export const DENSITY: InjectionKey<Readonly<Ref<Density>>> = Symbol('density')

/** Pixels of one row. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 24, normal: 28, relaxed: 32 }
