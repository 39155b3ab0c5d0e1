import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What the window needs to know about the shell it runs in. */
export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'headless']),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** Native open and save dialogs exist; without them the window browses folders through `files`. */
  nativeDialogs: z.boolean(),
  /** Folder in which new models are put. */
  projectsFolder: z.string(),
})
export type AppInfo = z.infer<typeof AppInfo>

export const appCalls = {
  info: oc.output(AppInfo),
}
