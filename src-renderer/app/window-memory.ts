import type { WindowMemory } from '../stores/ports.ts'

const PREFIX = 'facet.'

/** The window's memory in `sessionStorage`. Where the browser closes that off, nothing is remembered over a reload. */
export const windowMemory: WindowMemory = {
  read(name) {
    try {
      return sessionStorage.getItem(PREFIX + name) ?? undefined
    } catch {
      return undefined
    }
  },
  write(name, text) {
    try {
      if (text === undefined) sessionStorage.removeItem(PREFIX + name)
      else sessionStorage.setItem(PREFIX + name, text)
    } catch {
      // Full or closed off: a reload then starts at the start screen.
    }
  },
}
