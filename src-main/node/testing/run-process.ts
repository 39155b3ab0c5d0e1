import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program of ours as a person starts it. Ends with `await using`. */
export interface RunningProcess extends AsyncDisposable {
  readonly child: ChildProcess
  /** Everything printed so far. */
  output(): { stdout: string; stderr: string }
  /** Resolves with the match once it was printed; rejects when the program ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>
}

/** Starts the project's Node with these arguments. */
export function runProcess(arguments_: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningProcess {
  const env = { ...process.env, NODE_OPTIONS: '', ...environment }
  const child = spawn(process.execPath, [...arguments_], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  const look = new Set<() => void>()
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString()
    for (const listener of look) listener()
  })
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString()
  })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    child,
    output: () => ({ stdout, stderr }),
    printed: pattern =>
      new Promise((resolve, reject) => {
        const listener = () => {
          const match = pattern.exec(stdout)
          if (!match) return
          look.delete(listener)
          resolve(match)
        }
        look.add(listener)
        listener()
        void ended.then(code => reject(new Error(`It ended with ${code} before it printed ${pattern}:\n${stderr}`)))
      }),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
