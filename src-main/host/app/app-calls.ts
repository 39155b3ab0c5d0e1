import { implement } from '@orpc/server'
import { hostContract } from '#contract'
import type { HostPorts } from '../ports.ts'

/** `app`: the shell around the window. */
export function appCalls(ports: HostPorts) {
  const host = implement(hostContract.app)
  return {
    info: host.info.handler(() => ({
      ...ports.app,
      nativeDialogs: ports.dialogs !== undefined,
      projectsFolder: ports.folders.projects,
    })),
  }
}
