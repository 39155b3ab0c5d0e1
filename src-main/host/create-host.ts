import { implement, ORPCError } from '@orpc/server'
import { hostContract, wireSerializers } from '#contract'
import { appCalls } from './app/app-calls.ts'
import { dataCalls } from './data/data-calls.ts'
import { engineCalls } from './engine/engine-calls.ts'
import { filesCalls } from './files/files-calls.ts'
import type { HostPorts } from './ports.ts'
import { projectsCalls } from './projects/projects-calls.ts'
import { proofCalls } from './proof/proof-calls.ts'
import { settingsCalls } from './settings/settings-calls.ts'
import { SettingsStore } from './settings/settings-store.ts'

/** The host's fulfilment of the contract, and what the shell around it needs of it. */
export interface Host {
  /** For an RPC handler of the shell's transport, together with `rpcOptions`. */
  readonly router: ReturnType<typeof hostRouter>
  readonly settings: SettingsStore
  /** What every transport's handler is made with. */
  readonly rpcOptions: ReturnType<typeof rpcOptions>
}

/** Fulfils the contract on these ports, whichever shell brings them. */
export function createHost(ports: HostPorts): Host {
  const settings = new SettingsStore(ports, ports.folders.settings)
  return { router: hostRouter(ports, settings), settings, rpcOptions: rpcOptions(ports) }
}

function hostRouter(ports: HostPorts, settings: SettingsStore) {
  return implement(hostContract).router({
    app: appCalls(ports),
    projects: projectsCalls(ports),
    engine: engineCalls(ports),
    data: dataCalls(ports),
    files: filesCalls(ports),
    proof: proofCalls(ports),
    settings: settingsCalls(settings, ports.folders.settings),
  })
}

function rpcOptions(ports: HostPorts) {
  return { customJsonSerializers: wireSerializers, interceptors: [faultReporter(ports.log)] }
}

/** An error of the contract is an answer. Anything else is a fault of ours, of which the window only sees that it was. */
function faultReporter(log: HostPorts['log']) {
  return async <T>({ next }: { next(): Promise<T> }): Promise<T> => {
    try {
      return await next()
    } catch (error) {
      const isAnswer = error instanceof ORPCError || (error instanceof Error && error.name === 'AbortError')
      if (!isAnswer) log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      throw error
    }
  }
}
