import { parseArgs } from 'node:util'
import type { EngineThreadSettings } from '../node/engine-messages.ts'
import { ENGINE_FLAGS, engineSettings } from '../node/engine-options.ts'

/** The engine as the command line asks for it. Chromium's own flags are there too and not looked at. Throws UsageError. */
export function electronEngineSettings(
  arguments_: readonly string[],
  defaultDataFolder: string,
): EngineThreadSettings {
  const { values } = parseArgs({
    args: [...arguments_],
    options: ENGINE_FLAGS,
    strict: false,
    allowPositionals: true,
  })
  const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined)
  const port = text(values['endpoint-port'])
  const data = text(values.data)
  return engineSettings(
    {
      ...(port !== undefined && { 'endpoint-port': port }),
      ...(data !== undefined && { data }),
      memory: values.memory === true,
    },
    defaultDataFolder,
  )
}
