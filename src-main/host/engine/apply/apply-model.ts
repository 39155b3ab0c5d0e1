import type { ApplyEvent } from '#contract'
import { applyPlan, type Diagnostic, type ModelDocument, parseModel } from '#modeling'
import { hostError, withEngineErrors } from '../../host-error.ts'
import type { HostPorts } from '../../ports.ts'
import { planTables, prepareTable, type TablePlan } from './prepare-tables.ts'
import { type ItemToWrite, writeItems } from './write-items.ts'

/** Progress is told this often at most: a window draws no faster, and a large model has thousands of batches. */
const PROGRESS_EVERY_MS = 50

type Finding = Extract<ApplyEvent, { kind: 'skipped' | 'changed' }>

interface TableToApply {
  readonly plan: TablePlan
  readonly items: readonly ItemToWrite[]
  /** UpdateTimeToLive's input. */
  readonly timeToLive?: object | undefined
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
  const { tables: wanted, findings } = readPlan(text)
  const inputs = wanted.map(({ create }) => create)
  const plans = await withEngineErrors(() => planTables(ports.engine, inputs, replace))
  const tables = wanted.map((table, index): TableToApply => {
    const plan = plans[index] ?? { input: table.create, action: 'created' }
    const items = table.rows.map(({ itemId, item }) => ({ recordId: itemId, item }))
    return { plan, items, timeToLive: table.timeToLive }
  })
  return run(ports, tables, findings, started, signal)
}

async function* run(
  ports: HostPorts,
  tables: readonly TableToApply[],
  findings: readonly Finding[],
  started: number,
  signal?: AbortSignal,
): AsyncGenerator<ApplyEvent, void, undefined> {
  let items = 0
  let skipped = findings.filter(({ kind }) => kind === 'skipped').length
  yield { kind: 'start', tables: tables.length, items: tables.reduce((sum, table) => sum + table.items.length, 0) }
  yield* findings
  for (const table of tables) {
    if (signal?.aborted) return
    await withEngineErrors(() => prepareTable(ports.engine, ports.clock, table.plan, table.timeToLive))
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

/** The model as requests, and what they leave out. MODEL_INVALID when the text is no model or no table can be made. */
function readPlan(text: string) {
  const parsed = parseModel(text)
  if ('problems' in parsed) {
    throw hostError('MODEL_INVALID', 'The model cannot be applied because its file has errors.', {
      problems: parsed.problems.map(
        ({ line, column, reason, fix }) => `Line ${line}, column ${column}: ${reason}. ${fix}`,
      ),
    })
  }
  const { tables, report } = applyPlan(parsed.document)
  if (tables.length === 0 && report.length > 0) {
    throw hostError('MODEL_INVALID', 'No table of the model can be created.', {
      problems: report.map(({ message, fix }) => `${message}. ${fix}`),
    })
  }
  return { tables, findings: report.map(finding => findingEvent(parsed.document, finding)) }
}

/** What is only a warning was mended, and is written; the rest is left out. */
function findingEvent(document: ModelDocument, { recordId, message, severity }: Diagnostic): Finding {
  return {
    kind: severity === 'warning' ? 'changed' : 'skipped',
    table: tableNameOf(document, recordId),
    recordId,
    reason: message,
  }
}

function tableNameOf({ records }: ModelDocument, recordId: string): string {
  const record = Object.hasOwn(records, recordId) ? records[recordId] : undefined
  if (record?.kind === 'table') return record.name
  return record !== undefined && 'tableId' in record ? tableNameOf({ records }, record.tableId) : ''
}
