import { shallowRef } from 'vue'
import type { Tone } from '../tone.ts'

/** A passing note. What needs an answer is a dialog; what stays true is a banner or a problem. */
export interface Toast {
  readonly tone?: Tone
  readonly title: string
  readonly text?: string | undefined
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Milliseconds; 5,000 when absent, 0 keeps it until it is closed. */
  readonly duration?: number
}

export interface ShownToast extends Toast {
  readonly id: number
}

/** Toasts on the screen, newest last; shown by FToastHost. */
export const shownToasts = shallowRef<readonly ShownToast[]>([])
let lastId = 0

/** Shows a toast and returns how to take it away. */
export function toast(note: Toast): () => void {
  lastId += 1
  const id = lastId
  shownToasts.value = [...shownToasts.value.slice(-3), { ...note, id }]
  return () => closeToast(id)
}

export function closeToast(id: number): void {
  shownToasts.value = shownToasts.value.filter(shown => shown.id !== id)
}
