import type { Component } from 'vue'
import type { KeyChord } from '../key-names.ts'

/** One line of a menu; `'-'` is a divider. */
export type MenuEntry = MenuItem | '-'

export interface MenuItem {
  readonly label: string
  readonly icon?: Component
  readonly keys?: KeyChord | undefined
  /** Quiet text to the right, where keys would stand. */
  readonly hint?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  /** For toggles and choices: shows a check mark when true. */
  readonly checked?: boolean
  /** A submenu in place of an action. */
  readonly items?: readonly MenuEntry[]
  readonly run?: () => void
}
