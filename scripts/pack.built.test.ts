/**
 * The application directory is packed as for a release, but around an empty stand-in for Electron, which needs no network.
 * What was packed has to run by itself: it is taken out of its archive, far from the repository, and started.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const MEGABYTE = 1024 * 1024
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'facet-pack-'))
const application = join(folder, 'application')
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

/** Starts a script of the packed application on plain Node; resolves with its output once it matches. */
function start(
  script: string,
  args: readonly string[],
  until: RegExp,
): Promise<{ child: ChildProcess; output: string }> {
  const { FACET_HOME: _home, FACET_PROJECTS: _projects, ...environment } = process.env
  const child = spawn(process.execPath, [join(application, script), ...args], {
    cwd: folder,
    env: { ...environment, FACET_HOME: join(folder, 'home'), FACET_PROJECTS: join(folder, 'projects') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (until.test(output)) resolve({ child, output })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('close', code => reject(new Error(`${script} ended with code ${code}:\n${output}`)))
  })
}

/** What the endpoint answers to ListTables. */
async function listTables(endpoint: string): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': '20260101T000000Z',
    },
    body: '{}',
  })
  return await response.json()
}

function address(output: string, pattern: RegExp): string {
  const found = pattern.exec(output)?.[0]
  if (found === undefined) throw new Error(`No address in:\n${output}`)
  return found
}

/** Asks the process to end and gives its exit code. */
function end(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => {
    child.removeAllListeners('close')
    child.once('close', resolve)
    child.kill('SIGTERM')
  })
}

// Elsewhere Electron's own folder has another shape, and the native module another name.
describe.runIf(process.platform === 'linux')('the packed application', () => {
  beforeAll(async () => {
    const electron = join(folder, 'electron')
    mkdirSync(electron)
    for (const name of ['electron', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(electron, name), '')
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
      version: string
    }
    writeFileSync(join(electron, 'version'), version)
    const packed = await runStep({
      name: 'pack',
      command: process.execPath,
      args: [
        installedTool('electron-builder'),
        '--linux',
        'dir',
        '--config',
        'electron-builder.config.ts',
        `-c.electronDist=${electron}`,
        `-c.directories.output=${join(folder, 'dist')}`,
      ],
      cwd: root,
    })
    expect(packed.ok, packed.output).toBe(true)
    const asar = join(folder, 'dist', 'linux-unpacked', 'resources', 'app.asar')
    const args = [installedTool('@electron/asar', 'asar'), 'extract', asar, application]
    const extracted = await runStep({ name: 'extract', command: process.execPath, args })
    expect(extracted.ok, extracted.output).toBe(true)
  })

  describe('holds', () => {
    test('everything that starts it, and the licences', () => {
      for (const path of [
        'package.json',
        'LICENSE',
        'NOTICE',
        'out/main/index.js',
        'out/main/headless.js',
        'out/main/cli.js',
        'out/main/engine-thread.js',
        'out/preload/index.cjs',
        'out/renderer/index.html',
        'scripts/facet.mjs',
        'node_modules/better-sqlite3/package.json',
      ]) {
        expect(existsSync(join(application, path)), path).toBe(true)
      }
    })

    test('neither sources nor tools, and no more than a few megabytes', () => {
      const files = readdirSync(application, { recursive: true, encoding: 'utf8' }).map(path =>
        path.replaceAll('\\', '/'),
      )
      expect(files.filter(path => /^(src-|e2e|docs)|[.]map$|[.]test[.]/.test(path))).toEqual([])
      expect(files.filter(path => /node_modules\/(node-|@biomejs|electron|vue)/.test(path))).toEqual([])
      const prebuilds = files.filter(path => /better-sqlite3\/prebuilds\/.+[.]node$/.test(path))
      expect(prebuilds.map(path => path.split('/').at(-1))).toEqual([`${process.platform}-${process.arch}.node`])
      const bytes = files.reduce((sum, path) => sum + statSync(join(application, path)).size, 0)
      expect(bytes / MEGABYTE).toBeLessThan(40)
    })
  })

  describe('runs by itself', () => {
    test('headless host: endpoint, link that works once, window', async () => {
      const args = ['--port', '0', '--endpoint-port', '0', '--memory', '--no-open']
      const { child, output } = await start('out/main/headless.js', args, /works once/)
      expect(await listTables(address(output, /http:\/\/127\.0\.0\.1:\d+(?=\s)/))).toEqual({ TableNames: [] })

      const link = address(output, /http:\/\/127\.0\.0\.1:\d+\/session\S+/)
      const entered = await fetch(link)
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
      const { origin } = new URL(link)
      const window = await fetch(`${origin}/`, { headers: { cookie } })
      expect(window.status).toBe(200)
      expect(window.headers.get('content-security-policy')).toContain("default-src 'self'")
      const script = /src="([^"]+[.]js)"/.exec(await window.text())?.[1] ?? 'no script in the page'
      expect((await fetch(new URL(script, origin), { headers: { cookie } })).status).toBe(200)

      expect((await fetch(`${origin}/`)).status).toBe(403)
      expect((await fetch(link)).status).toBe(403)
      expect(await end(child)).toBe(0)
    })

    test('command line: facet serve', async () => {
      const { child, output } = await start(
        'scripts/facet.mjs',
        ['serve', '--port', '0', '--memory'],
        /http:\/\/\S+:\d+\s/,
      )
      expect(await listTables(address(output, /http:\/\/127\.0\.0\.1:\d+/))).toEqual({ TableNames: [] })
      expect(await end(child)).toBe(0)
    })
  })
})
