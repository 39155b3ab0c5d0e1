import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { OperationName } from '#dynamo'
import { createEngine } from '#engine'
import {
  type Diagnostic,
  diagnose,
  type FileProblem,
  type ModelDocument,
  modelInfoOf,
  type PatternProof,
  parseModel,
  prove,
  type SampleSize,
  withSampleData,
} from '#modeling'
import { UsageError } from '../../node/usage-error.ts'
import type { CheckedModel } from './checked-model.ts'
import { junitReport } from './junit-report.ts'

const HELP = `Checks a model: its findings, and every access pattern on a real engine

Usage: facet check [options] <model.facet.json>...

Options:
  --json            print the report as JSON
  --junit FILE      also write the report as JUnit XML
  --generate        prove with generated data instead of the model's sample items
  --seed N          of generated data (default 1)
  --size N          items of each entity without a parent, and children of each (default 5)
  --findings LEVEL  findings that fail the check: error, warning or none (default error)
  --help            this text

Exit codes: 0 everything is proved, 1 a finding or a pattern failed, 2 the model cannot be read
`

interface CheckOptions {
  readonly files: readonly string[]
  readonly json: boolean
  readonly junit: string | undefined
  readonly generate: { readonly seed: number; readonly size: number } | undefined
  readonly failing: 'error' | 'warning' | 'none'
}

/** `facet check`: proves models in CI. Throws UsageError. */
export async function check(arguments_: readonly string[]): Promise<void> {
  const flags = readFlags(arguments_)
  if (flags.values.help) {
    process.stdout.write(HELP)
    return
  }
  const options = checkFlags(flags)
  const checked: CheckedModel[] = []
  for (const file of options.files) {
    const model = await checkFile(file, options)
    checked.push(model)
    if (!options.json) process.stdout.write(textReport(model))
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ models: checked }, null, 2)}\n`)
  if (options.junit !== undefined) await writeFile(options.junit, junitReport(checked))
  if (checked.some(({ passed }) => !passed)) process.exitCode = 1
}

async function checkFile(file: string, options: CheckOptions): Promise<CheckedModel> {
  const document = await readModel(file)
  const findings = diagnose(document)
  const failing = findings.filter(({ severity }) => isFailing(severity, options.failing))
  const data = options.generate === undefined ? document : withSampleData(document, sampleSize(options.generate))
  const engine = createEngine({ storage: { kind: 'memory' } })
  try {
    const proof = await prove(data, (operation, input) => engine.execute(operation as OperationName, input))
    const proved = proof.patterns.every(({ outcome }) => outcome === 'proved')
    return { file, model: modelInfoOf(document).name, findings, proof, passed: proved && failing.length === 0 }
  } finally {
    await engine.close()
  }
}

function isFailing(severity: Diagnostic['severity'], level: CheckOptions['failing']): boolean {
  return level !== 'none' && (severity === 'error' || (severity === 'warning' && level === 'warning'))
}

async function readModel(file: string): Promise<ModelDocument> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = parseModel(text)
  if ('document' in parsed) return parsed.document
  throw new UsageError(parsed.problems.map(problem => problemText(file, problem)).join('\n'))
}

function problemText(file: string, { line, column, reason, fix, path }: FileProblem): string {
  return `${file}:${line}:${column}: ${reason}${path === '' ? '' : ` (${path})`}. ${fix}`
}

function sampleSize({ seed, size }: NonNullable<CheckOptions['generate']>): SampleSize {
  return { seed, roots: size, children: size, most: 100_000 }
}

const MARK: Readonly<Record<PatternProof['outcome'], string>> = {
  proved: 'proved      ',
  mismatch: 'MISMATCH    ',
  failed: 'FAILED      ',
  'not-provable': 'NOT PROVABLE',
}

/** What a person reads: findings, then a line for each pattern with what it read, answered and consumed. */
function textReport({ file, model, findings, proof, passed }: CheckedModel): string {
  const count = Object.values(proof.items).reduce((sum, items) => sum + items, 0)
  const lines = [`${model} (${file}): ${patternsText(proof.patterns.length)} on ${count} items`]
  for (const { severity, code, message } of findings) {
    if (severity !== 'info') lines.push(`  ${severity.padEnd(12)}  ${message} [${code}]`)
  }
  const width = Math.max(0, ...proof.patterns.map(({ name }) => name.length))
  for (const pattern of proof.patterns) {
    lines.push(`  ${MARK[pattern.outcome]}  ${pattern.name.padEnd(width)}  ${figuresText(pattern)}`)
    if (pattern.message !== undefined) lines.push(`                ${pattern.message}`)
  }
  const proved = proof.patterns.filter(({ outcome }) => outcome === 'proved').length
  lines.push(
    passed
      ? `  ${proved} of ${proof.patterns.length} proved`
      : `  ${proved} of ${proof.patterns.length} proved: the check failed`,
  )
  return `${lines.join('\n')}\n\n`
}

function patternsText(count: number): string {
  return count === 1 ? '1 access pattern' : `${count} access patterns`
}

function figuresText({ calls }: PatternProof): string {
  const sum = (of: (call: PatternProof['calls'][number]) => number): number =>
    calls.reduce((total, call) => total + of(call), 0)
  const names = [...new Set(calls.map(({ call }) => call))].join(' + ')
  const read = sum(({ measured }) => measured.readUnits)
  const write = sum(({ measured }) => measured.writeUnits)
  const units = [...(read > 0 ? [`${read} read units`] : []), ...(write > 0 ? [`${write} write units`] : [])].join(
    ', ',
  )
  const items =
    read > 0
      ? `, ${sum(({ measured }) => measured.returned)} of ${sum(({ measured }) => measured.scanned)} items`
      : ''
  return calls.length === 0 ? '' : `${names}: ${units}${items}`
}

function checkFlags({ values, positionals }: ReturnType<typeof readFlags>): CheckOptions {
  if (positionals.length === 0) throw new UsageError('Name a model file: facet check model.facet.json')
  const failing = values.findings ?? 'error'
  if (failing !== 'error' && failing !== 'warning' && failing !== 'none') {
    throw new UsageError(`--findings takes error, warning or none, not ${JSON.stringify(failing)}.`)
  }
  const isGenerated = values.generate === true || values.seed !== undefined || values.size !== undefined
  return {
    files: positionals,
    json: values.json === true,
    junit: values.junit,
    failing,
    generate: isGenerated
      ? { seed: readCount(values.seed ?? '1', '--seed'), size: readCount(values.size ?? '5', '--size') }
      : undefined,
  }
}

function readCount(text: string, flag: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new UsageError(`${flag} takes a whole number, not ${JSON.stringify(text)}.`)
}

function readFlags(arguments_: readonly string[]) {
  try {
    return parseArgs({
      args: [...arguments_],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        junit: { type: 'string' },
        generate: { type: 'boolean' },
        seed: { type: 'string' },
        size: { type: 'string' },
        findings: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See facet check --help.`)
  }
}
