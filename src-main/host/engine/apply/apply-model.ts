import type { ApplyEvent } from '#contract'
import { applyPlan, parseModel } from '#modeling'
import { hostError, withEngineErrors } from '../../host-error.ts'
import type { HostPorts } from '../../ports.ts'
import { planTables, prepareTable, type TableInput, type TablePlan } from './prepare-tables.ts'
import { type ItemToWrite, writeItems } from './write-items.ts'

/** Progress is told this often at most: a window draws no faster, and a large model has thousands of batches. */
const PROGRESS_EVERY_MS = 50

interface TableToApply {
  readonly plan: TablePlan
  readonly items: readonly ItemToWrite[]
}

/**
 * Brings a model's tables and sample items into the engine and tells how far it is. Everything that can refuse the run
 * as a whole is found before the first change: MODEL_INVALID, TABLE_DIFFERS. Running it again is harmless: what is
 * there is kept and its items are written over by key. Stops between two steps when `signal` aborts.
 */
export async function applyModel(
  ports: HostPorts,
  text: string,
  replace: boolean,
  signal?: AbortSignal,
): Promise<AsyncGenerator<ApplyEvent, void, undefined>> {
  const started = ports.clock.monotonic()
  const wanted = tablesOf(text)
  const tables = await withEngineErrors(async () => {
    const plans = await planTables(
      ports.engine,
      wanted.map(({ input }) => input),
      replace,
    )
    return plans.map((plan, index): TableToApply => ({ plan, items: wanted[index]?.items ?? [] }))
  })
  return run(ports, tables, started, signal)
}

async function* run(
  ports: HostPorts,
  tables: readonly TableToApply[],
  started: number,
  signal?: AbortSignal,
): AsyncGenerator<ApplyEvent, void, undefined> {
  let items = 0
  let skipped = 0
  yield { kind: 'start', tables: tables.length, items: tables.reduce((sum, table) => sum + table.items.length, 0) }
  for (const table of tables) {
    if (signal?.aborted) return
    await withEngineErrors(() => prepareTable(ports.engine, ports.clock, table.plan))
    yield { kind: 'table', table: table.plan.input.TableName, action: table.plan.action }
    for await (const event of writeTable(ports, table, items, signal)) {
      if (event.kind === 'skipped') skipped += 1
      if (event.kind === 'items') items = event.writtenOverall
      yield event
    }
  }
  if (signal?.aborted) return
  yield { kind: 'done', tables: tables.length, items, skipped, durationMs: ports.clock.monotonic() - started }
}

async function* writeTable(
  { engine, clock }: HostPorts,
  { plan, items }: TableToApply,
  writtenBefore: number,
  signal?: AbortSignal,
): AsyncGenerator<Extract<ApplyEvent, { kind: 'items' | 'skipped' }>, void, undefined> {
  const table = plan.input.TableName
  let written = 0
  let tried = 0
  let toldAt = clock.monotonic()
  const batches = writeItems(engine, table, items, signal)
  for (;;) {
    const batch = await withEngineErrors(() => batches.next())
    if (batch.done) return
    written += batch.value.written
    tried += batch.value.written + batch.value.skipped.length
    for (const { recordId, reason } of batch.value.skipped) yield { kind: 'skipped', table, recordId, reason }
    const now = clock.monotonic()
    if (tried === items.length || now - toldAt >= PROGRESS_EVERY_MS) {
      toldAt = now
      yield { kind: 'items', table, written, total: items.length, writtenOverall: writtenBefore + written }
    }
  }
}

/** The model's tables as API inputs. MODEL_INVALID when the text is no model or a table cannot be made. */
function tablesOf(text: string): { input: TableInput; items: readonly ItemToWrite[] }[] {
  const parsed = parseModel(text)
  if ('problems' in parsed) {
    throw hostError('MODEL_INVALID', 'The model cannot be applied because its file has errors.', {
      problems: parsed.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`),
    })
  }
  return applyPlan(parsed.document)
}
