import { resolve } from 'node:path'
import { BEHAVIOR_FLAGS, type BehaviorFlags, readBehavior } from './behavior-flags.ts'
import type { EngineThreadSettings } from './engine-messages.ts'
import { readPort, UsageError } from './usage-error.ts'

/** The port SDKs are pointed at for a local DynamoDB. */
export const DEFAULT_ENDPOINT_PORT = 8000

/** `parseArgs` options about the engine, the same for every shell. */
export const ENGINE_FLAGS = {
  'endpoint-port': { type: 'string' },
  data: { type: 'string' },
  memory: { type: 'boolean' },
  ...BEHAVIOR_FLAGS,
} as const

/** The flags as `parseArgs` gives them. */
export type EngineFlags = BehaviorFlags & {
  readonly 'endpoint-port'?: string
  readonly data?: string
  readonly memory?: boolean
}

/** What the flags ask for. Throws UsageError. */
export function engineSettings(flags: EngineFlags, defaultDataFolder: string): EngineThreadSettings {
  if (flags.memory && flags.data !== undefined) {
    throw new UsageError('--memory and --data exclude each other: give one of them.')
  }
  const port = flags['endpoint-port']
  const behavior = readBehavior(flags)
  return {
    storage: flags.memory
      ? { kind: 'memory' }
      : { kind: 'directory', path: resolve(flags.data ?? defaultDataFolder) },
    endpoint: {
      host: '127.0.0.1',
      port: port === undefined ? DEFAULT_ENDPOINT_PORT : readPort(port, '--endpoint-port'),
    },
    ...(Object.keys(behavior).length > 0 && { behavior }),
  }
}
