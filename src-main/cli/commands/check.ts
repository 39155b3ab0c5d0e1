import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DynamoError, type OperationName } from '#dynamo'
import { createEngine } from '#engine'
import {
  type Diagnostic,
  diagnose,
  itemsOfTable,
  type ModelDocument,
  modelInfoOf,
  type ProofReport,
  patternsOf,
  prove,
  type SampleSize,
  tablesOf,
  withSampleData,
} from '#modeling'
import { fileError } from '../../host/host-error.ts'
import { UsageError } from '../../node/usage-error.ts'
import { checkText } from './check-text.ts'
import type { CheckedModel, UnreadableModel } from './checked-model.ts'
import { junitReport } from './junit-report.ts'
import { type ReadModel, readCheckedFile, unreadableText } from './read-checked-file.ts'

const HELP = `Checks a model: its findings, and every access pattern on a real engine

Usage: facet check [options] <model.facet.json>...

Files of NoSQL Workbench and of AWS's agent tools are checked, too. Nothing is written to a model.

Options:
  --json            print the report as JSON
  --junit FILE      also write the report as JUnit XML
  --generate        prove with generated data instead of the model's sample items;
                    a model that has none is proved with generated data anyway
  --seed N          of generated data (default 1)
  --size N          items of each entity without a parent, and children of each (default 5)
  --findings LEVEL  findings that fail the check: error, warning or none (default error)
  --patterns        a model without access patterns fails: nothing of it is proved
  --help            this text

Exit codes: 0 everything is proved, 1 a finding or a pattern failed, 2 a model cannot be read
`

/** As in the window: the seed, and the items of an entity. */
const DEFAULT_DATA = { seed: 1, size: 5 }

/** Said of a model that asks nothing. */
const NO_PATTERNS =
  'There are no access patterns, so there is nothing to prove. Type them in the Access patterns view.'

interface CheckOptions {
  readonly files: readonly string[]
  readonly json: boolean
  readonly junit: string | undefined
  readonly generate: { readonly seed: number; readonly size: number } | undefined
  readonly failing: 'error' | 'warning' | 'none'
  readonly needsPatterns: boolean
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
  const unreadable: UnreadableModel[] = []
  for (const file of options.files) {
    const read = await readCheckedFile(file)
    if ('problems' in read) {
      unreadable.push(read)
      process.stderr.write(`facet: ${unreadableText(read)}\n`)
      continue
    }
    const model = await checkModel(file, read, options)
    checked.push(model)
    if (!options.json) process.stdout.write(checkText(model))
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ models: checked, unreadable }, null, 2)}\n`)
  if (options.junit !== undefined) await writeReport(options.junit, junitReport(checked, unreadable))
  if (unreadable.length > 0) process.exitCode = 2
  else if (checked.some(({ passed }) => !passed)) process.exitCode = 1
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (error) {
    throw new UsageError((fileError(file, error) as Error).message)
  }
}

async function checkModel(file: string, read: ReadModel, options: CheckOptions): Promise<CheckedModel> {
  const { document, format, report } = read
  const findings = diagnose(document).map(finding => ({ ...finding, ...read.placeOf(finding.recordId) }))
  const failing = findings.filter(({ severity }) => isFailing(severity, options.failing))
  const proof = await proved(document, options)
  const isEmpty = proof.patterns.length === 0
  const isProved = proof.patterns.every(({ outcome }) => outcome === 'proved') && !(isEmpty && options.needsPatterns)
  return {
    file,
    model: modelInfoOf(document).name,
    ...(format === undefined ? {} : { format, notes: report }),
    findings,
    proof,
    ...(isEmpty ? { unproved: NO_PATTERNS, unprovedFails: options.needsPatterns } : {}),
    passed: isProved && failing.length === 0,
  }
}

/** The proof; where the engine refuses the tables, of each pattern that it failed with them. */
async function proved(document: ModelDocument, options: CheckOptions): Promise<ProofReport> {
  const generate = options.generate ?? (hasItems(document) ? undefined : DEFAULT_DATA)
  const engine = createEngine({ storage: { kind: 'memory' } })
  try {
    const data = generate === undefined ? document : withSampleData(document, sampleSize(generate))
    const report = await prove(data, (operation, input) => engine.execute(operation as OperationName, input))
    return { ...report, ...(generate === undefined ? {} : { generated: generate }) }
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    const message = `The tables could not be made: ${error.message}`
    const failed = patternsOf(document).map(({ id, name }) => ({
      patternId: id,
      name,
      outcome: 'failed' as const,
      calls: [],
      message,
    }))
    return { patterns: failed, items: {} }
  } finally {
    await engine.close()
  }
}

function hasItems(document: ModelDocument): boolean {
  return tablesOf(document).some(({ id }) => itemsOfTable(document, id).length > 0)
}

function isFailing(severity: Diagnostic['severity'], level: CheckOptions['failing']): boolean {
  return level !== 'none' && (severity === 'error' || (severity === 'warning' && level === 'warning'))
}

function sampleSize({ seed, size }: NonNullable<CheckOptions['generate']>): SampleSize {
  return { seed, roots: size, children: size, most: 100_000 }
}

function checkFlags({ values, positionals }: ReturnType<typeof readFlags>): CheckOptions {
  if (positionals.length === 0) throw new UsageError('Name a model file: facet check model.facet.json')
  const failing = values.findings ?? 'error'
  if (failing !== 'error' && failing !== 'warning' && failing !== 'none') {
    throw new UsageError(`--findings takes error, warning or none, not ${JSON.stringify(failing)}.`)
  }
  const written = values.junit === undefined ? undefined : resolve(values.junit)
  if (positionals.some(file => resolve(file) === written)) {
    throw new UsageError(`--junit would write over the model ${values.junit}. Name another file.`)
  }
  const isGenerated = values.generate === true || values.seed !== undefined || values.size !== undefined
  return {
    files: positionals,
    json: values.json === true,
    junit: values.junit,
    failing,
    needsPatterns: values.patterns === true,
    generate: isGenerated
      ? {
          seed: values.seed === undefined ? DEFAULT_DATA.seed : readCount(values.seed, '--seed'),
          size: values.size === undefined ? DEFAULT_DATA.size : readCount(values.size, '--size'),
        }
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
        patterns: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See facet check --help.`)
  }
}
