import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type * as StandIn from './electron-stand-in.ts'
import type * as NativeImport from './native-import.ts'

const require = createRequire(import.meta.url)
const standInFile = require.resolve('./electron-stand-in.ts')

/** In this process `import 'electron'` gives the stand-in from here on. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: pathToFileURL(standInFile).href, shortCircuit: true }
      : next(specifier, context),
})

/** The one instance that the bundle sees. */
export const electron = require('./electron-stand-in.ts') as typeof StandIn
const { nativeImport } = require('./native-import.ts') as typeof NativeImport

let starts = 0

/** Runs the built main process anew with these arguments, as `electron . …` would. */
export async function startBundle(file: string, arguments_: readonly string[]): Promise<void> {
  const { argv } = process
  process.argv = ['electron', '.', ...arguments_]
  starts += 1
  try {
    await nativeImport(`${pathToFileURL(file).href}?start=${starts}`)
  } finally {
    process.argv = argv
  }
}
