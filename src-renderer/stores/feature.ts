import type { Component } from 'vue'
import type { Command } from './commands.ts'

/** What a tab shows and how it is named. Its component gets the parameters as the prop `params`. */
export interface TabType {
  readonly component: Component
  readonly icon: Component
  /** Name on the tab; read again whenever a store it uses changes, so a rename shows. */
  readonly title: (params: TabParams) => string
  /** False closes the tab (its table was removed). Asked whenever a store it uses changes. */
  readonly exists?: (params: TabParams) => boolean
  /** A word under the pointer. */
  readonly tip?: (params: TabParams) => string | undefined
  /** A view of the whole model, opened without parameters: a line on top of the model's side list. */
  readonly inModelList?: { readonly order: number; readonly count?: () => number | undefined }
}

/** What a tab is about: ids and names, kept with the window's layout as JSON. */
export type TabParams = Readonly<Record<string, string>>

/** A tab of the bottom panel. */
export interface PanelType {
  readonly id: string
  readonly title: string
  readonly icon: Component
  readonly component: Component
  /** Left to right. */
  readonly order: number
  /** A number beside the title, e.g. of problems; undefined shows none. */
  readonly count?: () => number | undefined
}

/** An entry of the activity bar. */
export interface Activity {
  /** Top to bottom. */
  readonly order: number
  /** The side list; without one the side is folded. */
  readonly side?: Component
  /** Stands in the main area in place of the tabs (the start screen). */
  readonly main?: Component
  /** Stands in the main area while no tab is open. */
  readonly home?: Component
  /** Not without an open model. */
  readonly needsModel?: boolean
}

/** The place in the model that a problem points at. */
export interface RevealTarget {
  readonly recordId: string
  readonly attribute?: string
  readonly path?: string
}

/**
 * The door of a feature: all that the shell knows of it. Features do not know each other; they meet through stores,
 * commands (by id) and tabs (by type). `app/features.ts` lists them.
 */
export interface Feature {
  readonly id: string
  readonly title: string
  readonly icon: Component
  readonly activity?: Activity
  /** By tab type, e.g. `table`. Types are unique among all features. */
  readonly tabs?: Readonly<Record<string, TabType>>
  readonly panels?: readonly PanelType[]
  /** Called once, where stores can be used. */
  readonly commands?: () => readonly Command[]
  /** Called once when the window has started, where stores can be used. */
  readonly start?: () => void
  /** Opens what a problem is about; false when it is not this feature's. */
  readonly reveal?: (target: RevealTarget) => boolean
  /** Always there, invisible until needed: dialogs that commands open. */
  readonly layer?: Component
}

/** Declares a feature; only for the type. */
export function defineFeature(feature: Feature): Feature {
  return feature
}
