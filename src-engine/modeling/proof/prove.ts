import { type AttributeMap, attributeOf, emptyAttributeMap, type Item } from '#dynamo'
import { planOf } from '../access-patterns/plan.ts'
import { readWish } from '../access-patterns/read-wish.ts'
import { type ApplyPlan, applyPlan } from '../apply/apply-plan.ts'
import type { ModelDocument, PatternRecord, RecordId, StepsOperation } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import { knownFor } from './known-values.ts'
import { differenceOf } from './measured-figures.ts'
import { PredictedStore } from './predicted-store.ts'
import { type Execute, NotProvable, ProofContext } from './proof-context.ts'
import type { CallProof, PatternProof, ProofReport } from './proof-report.ts'
import { ReadRunner } from './read-runner.ts'
import { StatementRunner } from './statement-runner.ts'
import { WriteRunner } from './write-runner.ts'

export interface ProofOptions {
  /** Absent: all. */
  readonly patternIds?: readonly RecordId[] | undefined
  /** Called when the tables stand: how many patterns are to be run, and how many items each table has. */
  readonly onStart?: (patterns: number, items: ProofReport['items']) => void
  /** Called after each pattern. */
  readonly onPattern?: (proof: PatternProof) => void
}

const BATCH = 25
/** Requests of one pattern, at most: a step that is called a million times proves no more than one that is called ten. */
const MOST_CALLS = 1_000

/**
 * Runs access patterns on a real engine with the model's sample items, and holds what it metered against what the rules
 * predict. The engine has to be empty; afterwards it has the model's tables with the sample items as they were.
 *
 * @throws whatever `execute` rejects with while the tables are made: a design that DynamoDB refuses has findings
 */
export async function prove(
  document: ModelDocument,
  execute: Execute,
  options: ProofOptions = {},
): Promise<ProofReport> {
  const plan = applyPlan(document)
  await load(plan, execute)
  const rows = plan.tables.flatMap(table => table.rows)
  const store = new PredictedStore(document, rows)
  const items = store.itemCounts()
  const prover = new Prover(new ProofContext(document, execute, store))
  const asked = patternsOf(document).filter(({ id }) => options.patternIds?.includes(id) ?? true)
  const patterns: PatternProof[] = []
  options.onStart?.(asked.length, items)
  for (const pattern of asked) {
    const proof = await prover.prove(pattern)
    patterns.push(proof)
    options.onPattern?.(proof)
  }
  return { patterns, items }
}

async function load({ tables }: ApplyPlan, execute: Execute): Promise<void> {
  for (const { create, rows, tableName } of tables) {
    await execute('CreateTable', create)
    for (let at = 0; at < rows.length; at += BATCH) {
      const requests = rows.slice(at, at + BATCH).map(({ item }) => ({ PutRequest: { Item: item } }))
      await execute('BatchWriteItem', { RequestItems: { [tableName]: requests } })
    }
  }
}

class Prover {
  private readonly context: ProofContext
  private readonly reads: ReadRunner
  private readonly writes: WriteRunner
  private readonly statements: StatementRunner

  constructor(context: ProofContext) {
    this.context = context
    this.reads = new ReadRunner(context)
    this.writes = new WriteRunner(context)
    this.statements = new StatementRunner(context)
  }

  async prove(pattern: PatternRecord): Promise<PatternProof> {
    const about = { patternId: pattern.id, name: pattern.name }
    const calls: CallProof[] = []
    try {
      await this.run(pattern, emptyAttributeMap(), calls)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ...about, outcome: error instanceof NotProvable ? 'not-provable' : 'failed', calls, message }
    }
    const differences = calls.flatMap(({ predicted, measured }) => differenceOf(predicted, measured) ?? [])
    return differences.length === 0
      ? { ...about, outcome: 'proved', calls }
      : { ...about, outcome: 'mismatch', calls, message: differences.join('; ') }
  }

  /** Runs a pattern and gives the items it answered. */
  private async run(pattern: PatternRecord, passed: AttributeMap, calls: CallProof[]): Promise<readonly Item[]> {
    const { operation } = pattern
    // Of steps, too: those that lead back to themselves would never end, and none at all prove nothing.
    const path = planOf(this.context.document).get(pattern.id)
    if (path === undefined || path.calls.length === 0) {
      throw new NotProvable(path?.reasons[0]?.text ?? 'It is not served')
    }
    switch (operation.type) {
      case 'steps':
        return this.runSteps(operation, passed, calls)
      case 'get':
      case 'query':
      case 'scan': {
        const wish = readWish(this.context.document, operation)
        const known = knownFor(
          this.context.document,
          wish.entities,
          [...wish.by, ...wish.where],
          this.context.instances,
          passed,
        )
        if (typeof known === 'string') throw new NotProvable(known)
        return this.reads.runReads(path, known, calls)
      }
      case 'batch-get':
      case 'transact-get':
        return this.reads.runGets(operation.type, path, operation.reads, passed, calls)
      case 'put':
      case 'update':
      case 'delete':
        return this.writes.runWrites(path, [{ operation }], passed, calls)
      case 'batch-write':
      case 'transact-write':
        return this.writes.runWrites(path, operation.writes, passed, calls)
      case 'partiql':
        return this.statements.runStatement(operation, calls)
      case 'vector-search':
        return this.statements.runSearch(path, operation, passed, calls)
    }
  }

  private async runSteps(
    { steps }: StepsOperation,
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    let found: readonly Item[] = []
    let known = passed
    for (const { patternId, times = 1, passes = [] } of steps) {
      const pattern = recordOfKind(this.context.document, 'pattern', patternId)
      if (pattern === undefined) throw new NotProvable('A step leads to a pattern that is not there')
      const before = found
      const answered: Item[] = []
      for (let at = 0; at < times; at++) {
        if (calls.length >= MOST_CALLS) throw new NotProvable(`It takes more than ${MOST_CALLS} requests`)
        const item = before[at % Math.max(1, before.length)]
        const handed = Object.assign(emptyAttributeMap(), known)
        for (const name of passes) {
          const value = item && attributeOf(item, name)
          if (value !== undefined) handed[name] = value
        }
        answered.push(...(await this.run(pattern, handed, calls)))
        known = handed
      }
      found = answered
    }
    return found
  }
}
