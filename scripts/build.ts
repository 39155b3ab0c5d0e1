import { join } from 'node:path'
import { installedTool } from './installed-tool.ts'
import { runStep, type Step, type StepResult } from './run-step.ts'

const STEPS: readonly Step[] = [
  {
    name: 'application',
    command: process.execPath,
    args: [installedTool('electron-vite'), 'build', '--logLevel', 'warn'],
  },
  { name: 'engine', command: process.execPath, args: [join(import.meta.dirname, 'build-engine.ts')] },
]

/** Builds main process, preload script, window and the engine as a library into `out/`. Only warnings and errors are printed. */
export async function build(): Promise<StepResult> {
  let seconds = 0
  for (const step of STEPS) {
    const { ok, seconds: taken } = await runStep({ ...step, streamed: true })
    seconds += taken
    if (!ok) return { name: 'build', ok, seconds, output: '' }
  }
  return { name: 'build', ok: true, seconds, output: '' }
}
