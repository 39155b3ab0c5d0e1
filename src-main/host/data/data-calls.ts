import { implement } from '@orpc/server'
import { type Connection, hostContract } from '#contract'
import { hostError, withEngineErrors } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'

const LOCAL: Connection = { id: 'local', name: 'Local engine', environment: 'local', readOnly: false }

/** `data`: DynamoDB calls to a connection. */
export function dataCalls(ports: HostPorts) {
  const host = implement(hostContract.data)
  return {
    connections: host.connections.handler(() => [LOCAL]),
    execute: host.execute.handler(async ({ input: { connection, operation, input } }) => {
      if (connection !== LOCAL.id) {
        throw hostError('NOT_FOUND', `There is no connection called ${connection}.`, { what: connection })
      }
      const start = ports.clock.monotonic()
      const body = await withEngineErrors(() => ports.engine.execute(operation, input))
      return { body, durationMs: ports.clock.monotonic() - start }
    }),
  }
}
