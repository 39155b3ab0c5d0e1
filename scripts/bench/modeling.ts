import { readFileSync } from 'node:fs'
import {
  applyDiff,
  diagnose,
  estimateCost,
  type ModelDocument,
  type PriceFile,
  parseModel,
  planOf,
  readPrices,
  serializeModel,
} from '#modeling'
import { largeModel } from '../../src-engine/modeling/testing/large-model.ts'
import { EDIT_KINDS, type EditKind } from './modeling-edits.ts'

/** What follows from an edit, in the order in which the window needs it. The file is written when the hands rest. */
export const STAGES = ['command', 'plan', 'cost', 'findings', 'serialise'] as const
export type Stage = (typeof STAGES)[number]

/** Milliseconds by the clock. */
export interface Spread {
  readonly median: number
  readonly p95: number
}

export interface EditFigures {
  readonly edit: string
  readonly items: number
  readonly looksAtItems: boolean
  /** Command, plan, cost and findings together: what a person waits for. */
  readonly total: Spread
  /** Mean of the same in processor time of this thread: what it takes where nobody else is at work. */
  readonly processor: number
  readonly stages: Readonly<Record<Stage, Spread>>
  /** Median of the total, against the time that planning from nothing takes in this run. */
  readonly ratio: number
}

export interface ModelingFigures {
  readonly items: number
  /** Median milliseconds of each stage for a model that was just read. */
  readonly fromNothing: Readonly<Record<Exclude<Stage, 'command'>, number>>
  readonly edits: readonly EditFigures[]
}

export interface ModelingOptions {
  readonly rounds: number
  readonly items: readonly number[]
  readonly only?: readonly string[] | undefined
}

const prices = readPrices(JSON.parse(readFileSync('resources/prices/dynamodb.json', 'utf8')) as PriceFile, undefined)

/** How long each kind of edit takes until all that follows from it is known, with so many sample items. */
export function measureModeling({ rounds, items, only }: ModelingOptions): readonly ModelingFigures[] {
  const kinds = EDIT_KINDS.filter(({ name }) => only === undefined || only.some(text => name.includes(text)))
  return items.map(count => {
    const made = serializeModel(largeModel(count))
    for (let turn = 0; turn < 5; turn++) follow(fresh(made))
    const nothing = Array.from({ length: 7 }, () => follow(fresh(made)))
    const fromNothing = {
      plan: spreadOf(nothing.map(({ plan }) => plan)).median,
      cost: spreadOf(nothing.map(({ cost }) => cost)).median,
      findings: spreadOf(nothing.map(({ findings }) => findings)).median,
      serialise: spreadOf(nothing.map(({ serialise }) => serialise)).median,
    }
    const edits = kinds
      .filter(({ needsItems }) => count > 0 || needsItems !== true)
      .map(kind => measureEdit(made, kind, count, rounds, fromNothing.plan))
    return { items: count, fromNothing, edits }
  })
}

function measureEdit(made: string, kind: EditKind, items: number, rounds: number, planning: number): EditFigures {
  let document = fresh(made)
  follow(document)
  const found: Record<Stage, number>[] = []
  let processor = 0
  // The first rounds are not counted: they compile.
  const WARM = 6
  for (let round = 0; round < WARM + rounds; round++) {
    const processorBefore = processorTime()
    const started = performance.now()
    const result = kind.edit(document, round)
    if ('problems' in result) throw new Error(`${kind.name}: ${result.problems[0]?.message}`)
    document = applyDiff(document, result.diff)
    const command = performance.now() - started
    const { processorAfter, ...times } = follow(document)
    if (round < WARM) continue
    found.push({ command, ...times })
    processor += processorAfter - processorBefore
  }
  const totalOf = ({ command, plan, cost, findings }: Record<Stage, number>): number =>
    command + plan + cost + findings
  const total = spreadOf(found.map(totalOf))
  const stage = (name: Stage): Spread => spreadOf(found.map(times => times[name]))
  return {
    edit: kind.name,
    items,
    looksAtItems: kind.looksAtItems === true,
    total,
    processor: processor / rounds,
    stages: {
      command: stage('command'),
      plan: stage('plan'),
      cost: stage('cost'),
      findings: stage('findings'),
      serialise: stage('serialise'),
    },
    ratio: total.median / planning,
  }
}

/** Computes what follows from a document as the window does. */
function follow(document: ModelDocument): Record<Exclude<Stage, 'command'> | 'processorAfter', number> {
  const at = [performance.now()]
  const plan = planOf(document)
  at.push(performance.now())
  estimateCost(document, plan, prices)
  at.push(performance.now())
  diagnose(document)
  at.push(performance.now())
  const processorAfter = processorTime()
  const begun = performance.now()
  serializeModel(document)
  const serialise = performance.now() - begun
  const took = (stage: number): number => (at[stage + 1] ?? 0) - (at[stage] ?? 0)
  return { plan: took(0), cost: took(1), findings: took(2), serialise, processorAfter }
}

/** Processor time of this thread up to now. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The model as it is just read from its file: nothing is known of its records yet. */
function fresh(text: string): ModelDocument {
  const read = parseModel(text)
  if ('problems' in read) throw new Error(read.problems[0]?.reason)
  return read.document
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((left, right) => left - right)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95) }
}
