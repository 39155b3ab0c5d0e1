/** `facet/engine` as its users get it: the examples of docs/in-process.md, run in a project that has the package installed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const root = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'facet-user-'))
afterAll(() => rmSync(project, { recursive: true, force: true, maxRetries: 3 }))

beforeAll(() => {
  const modules = join(project, 'node_modules')
  link(root, join(modules, 'facet'))
  for (const name of ['@aws-sdk', '@types', 'vitest', 'undici-types'])
    link(join(root, 'node_modules', name), join(modules, name))
})

/** As `npm install ../facet` does. */
function link(to: string, from: string): void {
  mkdirSync(dirname(from), { recursive: true })
  symlinkSync(to, from, 'junction')
}

/** The code block behind `<!-- example: name -->`, as a file of the project. */
function example(name: string): string {
  const page = readFileSync(join(root, 'docs', 'in-process.md'), 'utf8')
  const code = page.split(`<!-- example: ${name} -->`)[1]?.split(/^```\w*\n?/m)[1]
  if (code === undefined) throw new Error(`docs/in-process.md has no example ${name}`)
  return file(name, code)
}

function file(name: string, text: string): string {
  writeFileSync(join(project, name), text)
  return join(project, name)
}

async function run(...args: string[]): Promise<string> {
  const { ok, output } = await runStep({
    name: args[0] ?? '',
    command: process.execPath,
    args,
    cwd: project,
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  expect(ok, output).toBe(true)
  return output
}

test('the example for Vitest', async () => {
  example('notes.test.ts')
  const output = await run(installedTool('vitest'), 'run', '--root', project, '--reporter=verbose')
  expect(output).toMatch(/Tests\s+2 passed/)
})

/** What the example uses of Jest, on Node's own test runner. */
const JEST = `
const { test, before, after } = require('node:test')
const { deepEqual } = require('node:assert/strict')
const expect = value => ({ toEqual: expected => deepEqual(value, expected) })
Object.assign(globalThis, { test, beforeAll: before, afterAll: after, expect })
`

test('the example for Jest: CommonJS, which is all that Jest loads', async () => {
  const output = await run('--require', file('jest.cjs', JEST), '--test-reporter=tap', example('notes.test.cjs'))
  expect(output).toMatch(/^# pass 1$/m)
})

test('the example of a server, as an ES module', async () => {
  expect(await run(example('server.mjs'))).toBe('')
})

test('types, for users with ES modules and with CommonJS', async () => {
  const code = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createEngine, createSdkHandler, DynamoError, type Engine, type EngineBehavior } from 'facet/engine'
const behavior: Partial<EngineBehavior> = { errorWording: 'older', tableDelay: 5 }
export const engine: Engine = createEngine({ storage: { kind: 'memory' }, behavior })
export const client = new DynamoDBClient({ requestHandler: createSdkHandler(engine), region: 'us-east-1' })
export const isMissing = (error: unknown) => error instanceof DynamoError && error.code === 'ResourceNotFoundException'
// @ts-expect-error there is no such wording
createEngine({ storage: { kind: 'memory' }, behavior: { errorWording: 'newest' } })
`
  file('package.json', '{ "type": "module" }')
  const files = [file('module.mts', code), file('script.cts', code)]
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', 'node']
  await run(installedTool('typescript', 'tsc'), ...options, ...files)
})
