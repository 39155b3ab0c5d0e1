import { spawn } from 'node:child_process'

/** One program that a gate consists of. */
export interface Step {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Working directory; this process's own when absent. */
  readonly cwd?: string
  /** Added to the environment of this process; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Output goes straight to the terminal instead of into the result: for runners that show their own progress. */
  readonly streamed?: boolean
}

export interface StepResult {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  /** Everything the program printed, in the order in which it came; empty for a streamed step. */
  readonly output: string
}

/** Runs a program to its end. A program that cannot be started is a failed step, never an exception. */
export function runStep(step: Step): Promise<StepResult> {
  const startedAt = performance.now()
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    const finish = (ok: boolean, note = '') => {
      const output = Buffer.concat(chunks).toString('utf8') + note
      resolve({ name: step.name, ok, seconds: (performance.now() - startedAt) / 1000, output })
    }
    const child = spawn(step.command, step.args, {
      cwd: step.cwd ?? process.cwd(),
      env: { ...process.env, ...step.env },
      stdio: step.streamed ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', error => finish(false, `${step.command} did not start: ${error.message}\n`))
    child.on('close', (code, signal) => finish(code === 0, signal ? `ended by ${signal}\n` : ''))
  })
}

/**
 * Runs steps, at most `atOnce` together, in the given order of starting. `onEnd` is called as each ends, so that progress
 * shows while others still run.
 */
export async function runSteps(
  steps: readonly Step[],
  atOnce: number,
  onEnd: (result: StepResult) => void,
): Promise<StepResult[]> {
  const waiting = [...steps]
  const results: StepResult[] = []
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step)
      results.push(result)
      onEnd(result)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return results
}

/** One line per step: what it was, how it ended, how long it took. */
export function describeStep({ name, ok, seconds }: StepResult): string {
  return `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`
}
