import { installedTool } from './installed-tool.ts'
import { runStep, type StepResult } from './run-step.ts'

/** Builds main process, preload script and window into `out/`. Only warnings and errors are printed. */
export function build(): Promise<StepResult> {
  return runStep({
    name: 'build',
    command: process.execPath,
    args: [installedTool('electron-vite'), 'build', '--logLevel', 'warn'],
    streamed: true,
  })
}
