import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { call } from './endpoint-call.ts'
import type { PeerCommand } from './peers.ts'

/** Something to measure. */
export interface Endpoint {
  readonly name: string
  readonly url: URL
  /** Its process, where the bench started it. */
  readonly pid?: number | undefined
}

const children: ChildProcess[] = []

/** Starts a script of ours and resolves with the first address it prints. */
export function startScript(name: string, args: readonly string[]): Promise<Endpoint> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /https?:\/\/[\w.]+:\d+/.exec(output)
      if (found !== null) resolve({ name, url: new URL(found[0]), pid: child.pid })
    })
    child.on('exit', code => reject(new Error(`${args.join(' ')} ended with code ${code}: ${output}`)))
  })
}

/** `facet serve` with its tables in memory or in a folder, on a port of its own. */
export function startFacet(name: string, storage: 'memory' | { readonly folder: string }): Promise<Endpoint> {
  const where = storage === 'memory' ? ['--memory'] : ['--data', storage.folder]
  return startScript(name, [...nodeFlags(), 'scripts/facet.mjs', 'serve', '--port', '0', ...where])
}

/** Node's own flags for Facet's servers, for profiling: `FACET_BENCH_NODE_FLAGS=--cpu-prof npm run bench`. */
function nodeFlags(): readonly string[] {
  return (process.env.FACET_BENCH_NODE_FLAGS ?? '').split(' ').filter(flag => flag !== '')
}

/** Starts a peer and resolves when it answers. */
export async function startPeer(peer: PeerCommand): Promise<Endpoint> {
  const child = spawn(peer.command, peer.arguments, { stdio: 'ignore' })
  children.push(child)
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${peer.name} ended with code ${child.exitCode}`)
    const answers = await call(peer.url, 'ListTables', {}).then(
      () => true,
      () => false,
    )
    if (answers) return { name: peer.name, url: peer.url, pid: child.pid }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`${peer.name} did not answer within 30 s`)
}

/** Ends everything that was started, and waits for it. */
export async function stopServers(): Promise<void> {
  const ended = children.map(async child => {
    child.removeAllListeners('exit')
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    await exit
  })
  await Promise.all(ended)
}

/** Resident memory of a process in MB; undefined where the system does not tell (anything but Linux). */
export function residentMegabytes(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return found === null ? undefined : Number(found[1]) / 1024
}

/** Clock ticks per second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100

/** Processor time a process has used, in seconds; undefined where the system does not tell (anything but Linux). */
export function processorSeconds(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // Fields are counted behind the command's name, which may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
