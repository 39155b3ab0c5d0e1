import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What a pure file could slip in, each beside a line that is allowed. */
const PLANTS: Readonly<Record<string, string>> = {
  process: 'export const planted = process.pid',
  Buffer: "export const planted = Buffer.from('a')",
  document: 'export const planted = document.title',
  fetch: "export const planted = fetch('/')",
  setTimeout: 'export const planted = setTimeout(() => undefined, 1)',
  console: "export const planted = console.log('a')",
  'node:fs': "export { readFileSync as planted } from 'node:fs'",
  'a type of node:http': "export type { Server as Planted } from 'node:http'",
}
const CLEAN = 'export const planted = new TextEncoder().encode(btoa(String(Math.max(1, 2))))'

const fileOf = (name: string) => join(root, 'src-engine/dynamo/values', `planted-${name.replace(/\W/g, '-')}.ts`)
const messages = new Map<string, string[]>()

// One program over the whole of both cores, as the gate has it: an import of theirs that drags Node's types in would make
// every plant pass. The planted files exist in the compiler's eyes only.
beforeAll(() => {
  const planted = new Map(Object.entries({ ...PLANTS, clean: CLEAN }).map(([name, text]) => [fileOf(name), text]))
  const configPath = join(root, 'tsconfig.pure.json')
  const parsed = ts.parseJsonConfigFileContent(ts.readConfigFile(configPath, ts.sys.readFile).config, ts.sys, root)
  const host = ts.createCompilerHost(parsed.options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = path => planted.has(path) || fileExists(path)
  host.readFile = path => planted.get(path) ?? readFile(path)
  host.getSourceFile = (path, version, ...rest) => {
    const text = planted.get(path)
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version)
  }
  const program = ts.createProgram([...parsed.fileNames, ...planted.keys()], parsed.options, host)
  for (const path of planted.keys()) {
    const file = program.getSourceFile(path)
    const found = file ? [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)] : []
    messages.set(
      path,
      found.map(diagnostic => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')),
    )
  }
})

test('a pure file that uses only the language and the allowed globals passes', () => {
  expect(messages.get(fileOf('clean'))).toEqual([])
})

for (const name of Object.keys(PLANTS)) {
  test(`${name} does not type-check in a pure core`, () => {
    expect(messages.get(fileOf(name))).toHaveLength(1)
    expect(messages.get(fileOf(name))?.[0]).toMatch(/^Cannot find (name|module)/)
  })
}
