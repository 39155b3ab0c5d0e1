import { implement } from '@orpc/server'
import { hostContract } from '#contract'
import { withFileErrors } from '../host-error.ts'
import type { SettingsStore } from './settings-store.ts'

/** `settings`: what a person chose about the window. */
export function settingsCalls(store: SettingsStore, settingsFolder: string) {
  const host = implement(hostContract.settings)
  return {
    read: host.read.handler(() => withFileErrors(settingsFolder, () => store.read())),
    change: host.change.handler(({ input }) => withFileErrors(settingsFolder, () => store.change(input))),
  }
}
