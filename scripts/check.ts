/**
 * `npm run check`: every gate that needs no build. Prints one line per gate, and the whole output of those that failed.
 * `--no-unit` leaves the unit tests out.
 */
import { fileURLToPath } from 'node:url'
import { biomeCommand } from './biome.ts'
import { installedTool } from './installed-tool.ts'
import { describeStep, runSteps, type Step, type StepResult } from './run-step.ts'

const SOURCES = ['src-engine', 'src-main', 'src-renderer']
/** What the typed lint rules look at: see eslint.config.js. */
const TYPED = ['src-engine', 'src-main', 'scripts', 'e2e']

/** The gates, slowest first, so that two lanes end at about the same time. */
export function gates(): Step[] {
  const node = (name: string, script: string, ...args: string[]): Step => ({
    name,
    command: process.execPath,
    args: [script, ...args],
  })
  const biome = biomeCommand()
  const tsc = installedTool('typescript', 'tsc')
  return [
    // No cache: a typed rule's verdict about one file depends on others.
    node('typed lint (ESLint)', installedTool('eslint'), '--no-error-on-unmatched-pattern', ...TYPED),
    node('types: window', installedTool('vue-tsc'), '--noEmit', '-p', 'tsconfig.web.json'),
    node('types: Node', tsc, '--noEmit', '-p', 'tsconfig.node.json'),
    node(
      'import graph',
      installedTool('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      ...SOURCES,
    ),
    node('types: pure cores', tsc, '--noEmit', '-p', 'tsconfig.pure.json'),
    {
      name: 'format and lint (Biome)',
      command: biome.command,
      args: [...biome.args, 'check', '--error-on-warnings', '.'],
    },
    node('house rules', 'scripts/house-rules.ts'),
  ]
}

/** Runs the gates and prints how each ended. */
export async function runGates(extra: readonly Step[] = []): Promise<StepResult[]> {
  const results = await runSteps([...extra, ...gates()], 2, result => console.log(describeStep(result)))
  for (const { name, output } of results.filter(result => !result.ok)) {
    console.log(`\n--- ${name}\n${output.trimEnd()}`)
  }
  return results
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  process.env.NO_COLOR = '1'
  const vitest = installedTool('vitest')
  const unit: Step = {
    name: 'unit tests',
    command: process.execPath,
    args: [vitest, 'run', '--project', 'engine', '--project', 'ui'],
  }
  const results = await runGates(process.argv.includes('--no-unit') ? [] : [unit])
  const failed = results.filter(result => !result.ok).length
  console.log(failed === 0 ? '\nEvery gate is green.' : `\n${failed} of ${results.length} gates failed.`)
  process.exitCode = failed === 0 ? 0 : 1
}
