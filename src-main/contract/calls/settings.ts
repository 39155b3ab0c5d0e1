import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What a person chose about the window; kept on this machine, never in a model file. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  rowHeight: z.enum(['compact', 'normal', 'relaxed']),
  /** Panel sizes, last tabs and the like, by the window's own names. */
  window: z.record(z.string(), z.unknown()),
})
export type Settings = z.infer<typeof Settings>

export const settingsCalls = {
  read: oc.output(Settings),
  /** Merges the given members; `window` members are merged one level deep. */
  change: oc.input(Settings.partial()).output(Settings),
}
