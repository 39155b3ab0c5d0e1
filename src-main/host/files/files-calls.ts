import { implement, ORPCError } from '@orpc/server'
import { hostContract } from '#contract'
import { withFileErrors } from '../host-error.ts'
import type { Dialogs, HostPorts } from '../ports.ts'

/** The shell's dialogs. Throws where it has none: the window asks `app.info` first. */
export function requireDialogs(ports: HostPorts): Dialogs {
  if (!ports.dialogs) throw new ORPCError('NOT_IMPLEMENTED', { message: 'This shell has no native dialogs.' })
  return ports.dialogs
}

/** `files`: what leaves Facet. */
export function filesCalls(ports: HostPorts) {
  const host = implement(hostContract.files)
  return {
    saveAs: host.saveAs.handler(async ({ input }) => {
      const path = await requireDialogs(ports).saveText(input.suggestedName)
      if (path === undefined) return {}
      const content = 'text' in input ? input.text : Buffer.from(input.base64, 'base64')
      // The dialog has asked whether to replace an existing file.
      await withFileErrors(path, () => ports.fileSystem.replace(path, content))
      return { path }
    }),
  }
}
