import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ToolRun {
  readonly code: number
  readonly output: string
}

/** Runs a program that is not ours and returns what it said, whatever its exit code. */
export async function runTool(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ToolRun> {
  try {
    const { stdout, stderr } = await run(program, args, { ...options, maxBuffer: 2 ** 26 })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const failed = error as { code?: number | string; stdout?: string; stderr?: string; message: string }
    if (typeof failed.code !== 'number') throw error
    return { code: failed.code, output: `${failed.stdout ?? ''}${failed.stderr ?? ''}` }
  }
}

/** Whether the program can be started at all. */
export async function isInstalled(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    return (await runTool(program, args)).code === 0
  } catch {
    return false
  }
}
