import { type InjectionKey, inject } from 'vue'
import type { Feature, RevealTarget } from './feature.ts'

/** Every feature of the window, in the order of `app/features.ts`. */
export const FEATURES: InjectionKey<readonly Feature[]> = Symbol('features')

/** The features, inside a component or a store. */
export function useFeatures(): readonly Feature[] {
  return inject(FEATURES, [])
}

/** Opens what a problem is about, by whichever feature knows it. */
export function reveal(features: readonly Feature[], target: RevealTarget): boolean {
  return features.some(feature => feature.reveal?.(target) ?? false)
}
