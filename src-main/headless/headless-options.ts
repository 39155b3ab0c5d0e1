import { parseArgs } from 'node:util'
import { BEHAVIOR_HELP } from '../node/behavior-flags.ts'
import type { EngineThreadSettings } from '../node/engine-messages.ts'
import { ENGINE_FLAGS, engineSettings } from '../node/engine-options.ts'
import { readPort, UsageError } from '../node/usage-error.ts'

/** Where the window is served unless told otherwise. */
export const DEFAULT_WINDOW_PORT = 4599

export const HEADLESS_HELP = `Facet in the browser

Options:
  --port N            port of the window (default ${DEFAULT_WINDOW_PORT}; 0 takes a free one)
  --endpoint-port N   port of the DynamoDB endpoint (default 8000)
  --data DIR          keep the engine's tables in this directory
  --memory            keep them in memory only
  --no-open           print the window's address, do not open a browser
  --help              this text

${BEHAVIOR_HELP}`

export interface HeadlessOptions {
  readonly help: boolean
  /** Undefined: the default port, or a free one when it is taken. */
  readonly port: number | undefined
  readonly open: boolean
  readonly engine: EngineThreadSettings
}

/** The command line of the headless shell. Throws UsageError. */
export function headlessOptions(arguments_: readonly string[], defaultDataFolder: string): HeadlessOptions {
  const flags = parse(arguments_)
  return {
    help: flags.help ?? false,
    port: flags.port === undefined ? undefined : readPort(flags.port, '--port'),
    open: !(flags['no-open'] ?? false),
    engine: engineSettings(flags, defaultDataFolder),
  }
}

function parse(arguments_: readonly string[]) {
  try {
    return parseArgs({
      args: [...arguments_],
      options: {
        ...ENGINE_FLAGS,
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See --help.`)
  }
}
