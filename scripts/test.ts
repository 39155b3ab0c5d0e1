/**
 * `npm test`: the gates, the tests that need no build, the build, the tests of the build, and the end-to-end tests. Goes on
 * after a failure, so that one run tells everything; ends with the counts of every runner.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.ts'
import { runGates } from './check.ts'
import { E2E_REPORT, runEndToEnd } from './e2e.ts'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'
import { addCounts, type Counts, describeCounts, playwrightCounts, stepCounts, vitestCounts } from './test-counts.ts'

const REPORTS = '.cache/reports'
const startedAt = performance.now()
const summary: { name: string; ok: boolean; counts: Counts; note: string }[] = []

process.chdir(join(import.meta.dirname, '..'))
process.env.NO_COLOR = '1'
// Two opinions about colour make Node print a warning in every process.
delete process.env.FORCE_COLOR
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

title('Gates')
const gates = await runGates()
const failedGates = gates.filter(gate => !gate.ok).length
summary.push({
  name: 'gates',
  ok: failedGates === 0,
  counts: addCounts(gates.map(gate => stepCounts(gate.ok))),
  note: `${gates.length - failedGates} of ${gates.length} green`,
})

title('Unit tests')
await runVitest('unit', ['engine', 'ui'])

title('Conformance tests')
await runVitest('conformance', ['conformance'])

title('Conformance tests in the older wording')
await runVitest('conformance, older', ['conformance'], { FACET_CONFORMANCE_WORDING: 'older' })

title('Killed processes and other programs')
await runVitest('processes', ['processes'])

title('Build')
const built = await build()
const notes = { true: `${built.seconds.toFixed(1)} s`, false: 'failed: its tests did not run' }
summary.push({ name: 'build', ok: built.ok, counts: stepCounts(built.ok), note: notes[`${built.ok}`] })

if (built.ok) {
  title('Tests of the build')
  await runVitest('tests of the build', ['built'])

  title('End to end')
  const { ok } = await runEndToEnd([])
  const counts = playwrightCounts(E2E_REPORT, ok)
  summary.push({ name: 'end to end', ok: ok && counts.failed === 0, counts, note: describeCounts(counts) })
}

title(`Summary, after ${Math.round((performance.now() - startedAt) / 1000)} s`)
for (const { name, ok, note } of summary) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(24)} ${note}`)
console.log()
console.log(describeCounts(addCounts(summary.map(({ counts }) => counts))))
process.exitCode = summary.every(({ ok }) => ok) ? 0 : 1

async function runVitest(name: string, projects: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const report = join(REPORTS, `${[...projects, ...Object.values(env)].join('-')}.json`)
  const { ok } = await runStep({
    name,
    command: process.execPath,
    args: [
      installedTool('vitest'),
      'run',
      ...projects.flatMap(project => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env,
    streamed: true,
  })
  const counts = vitestCounts(report, ok)
  summary.push({ name, ok: ok && counts.failed === 0, counts, note: describeCounts(counts) })
}

function title(text: string): void {
  console.log(`\n== ${text}`)
}
