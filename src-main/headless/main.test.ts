import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProcess } from '../node/testing/run-process.ts'

const MAIN = join(import.meta.dirname, 'main.ts')
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'facet-headless-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const run = (...arguments_: string[]) =>
  runProcess([MAIN, '--no-open', ...arguments_], { FACET_HOME: home, FACET_PROJECTS: join(home, 'projects') })

test('prints its addresses, serves the window to whoever has the link, and ends cleanly on SIGTERM', async () => {
  await using facet = run('--port', '0', '--endpoint-port', '0')
  const [, endpoint] = await facet.printed(/DynamoDB endpoint +(\S+)/)
  const [, link] = await facet.printed(/Open Facet \(works once\) +(\S+)/)
  const entered = await fetch(link ?? '')
  expect(entered.status).toBe(200)
  expect(entered.headers.get('set-cookie')).toContain('HttpOnly')
  expect((await fetch(new URL('/', link))).status).toBe(403)
  expect((await fetch(endpoint ?? '')).status).toBe(200)
  facet.child.kill('SIGTERM')
  expect(await facet.ended).toBe(0)
  expect(facet.output().stderr).toBe('')
})

test('a port that was asked for and is taken is an error that says what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await using facet = run('--memory', '--endpoint-port', '0', '--port', String(port))
  expect(await facet.ended).toBe(1)
  expect(facet.output().stderr).toBe(
    `Port ${port} is taken by another program. Choose another with --port, or --port 0 for a free one.\n`,
  )
  other.close()
})

test('a taken endpoint port is reported, and the window still opens', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await using facet = run('--memory', '--endpoint-port', String(port), '--port', '0')
  await facet.printed(/Open Facet/)
  expect(facet.output().stderr).toContain(`Port ${port} is taken`)
  facet.child.kill('SIGINT')
  expect(await facet.ended).toBe(0)
  other.close()
})

test('a bad flag is a sentence, not a stack', async () => {
  await using facet = run('--prot', '1')
  expect(await facet.ended).toBe(1)
  expect(facet.output()).toEqual({
    stdout: '',
    stderr: expect.stringMatching(/^Unknown option '--prot'.*See --help\.\n$/),
  })
})
