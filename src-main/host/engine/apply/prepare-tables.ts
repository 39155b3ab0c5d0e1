import type { CreateTableInput } from '#dynamo'
import { hostError } from '../../host-error.ts'
import type { Clock, EngineHandle } from '../../ports.ts'
import { describeTable } from '../list-tables.ts'
import { type TableShape, tableDifferences } from './table-differences.ts'

/** What has to be done before a table can take the model's items. */
export interface TablePlan {
  readonly input: CreateTableInput
  readonly action: 'created' | 'kept' | 'replaced'
}

const POLL_MS = 20
/** A table of the local engine is there in a moment; this long means that something is wrong. */
const ACTIVE_WITHIN_MS = 60_000

/** Looks at every table before anything is changed. TABLE_DIFFERS unless all fit or `replace`. */
export async function planTables(
  engine: EngineHandle,
  inputs: readonly CreateTableInput[],
  replace: boolean,
): Promise<TablePlan[]> {
  const plans: TablePlan[] = []
  const differing: { name: string; differences: string[] }[] = []
  for (const input of inputs) {
    const existing = await describeTable(engine, input.TableName)
    const differences = existing ? tableDifferences(existing as TableShape, input) : []
    if (differences.length > 0) differing.push({ name: input.TableName, differences })
    plans.push({ input, action: !existing ? 'created' : differences.length > 0 ? 'replaced' : 'kept' })
  }
  if (differing.length > 0 && !replace) {
    const names = differing.map(({ name }) => name).join(', ')
    throw hostError(
      'TABLE_DIFFERS',
      `The engine has other tables of this name: ${names}. Replace them, which deletes their items, or rename the model's.`,
      { tables: differing },
    )
  }
  return plans
}

/** Does what the plan says; resolves when the table and its indexes are ACTIVE. `timeToLive` is UpdateTimeToLive's input. */
export async function prepareTable(
  engine: EngineHandle,
  clock: Clock,
  plan: TablePlan,
  timeToLive?: object,
): Promise<void> {
  const name = plan.input.TableName
  if (plan.action === 'replaced') {
    await engine.execute('DeleteTable', { TableName: name })
    await waitUntil(engine, clock, name, state => state === 'absent')
  }
  if (plan.action !== 'kept') await engine.execute('CreateTable', plan.input)
  await waitUntil(engine, clock, name, state => state === 'ACTIVE')
  // A table that is kept keeps its settings: the engine refuses to set what is set.
  if (plan.action !== 'kept' && timeToLive) await engine.execute('UpdateTimeToLive', timeToLive)
}

type Described = Awaited<ReturnType<typeof describeTable>>

/** The first of a table and its indexes that is not ACTIVE yet, as a status. */
function stateOf(found: Described): string {
  if (found === undefined) return 'absent'
  if (found.TableStatus !== 'ACTIVE') return found.TableStatus
  const indexes = [...(found.GlobalSecondaryIndexes ?? []), ...(found.VectorIndexes ?? [])]
  return indexes.find(({ IndexStatus }) => IndexStatus !== 'ACTIVE')?.IndexStatus ?? 'ACTIVE'
}

async function waitUntil(
  engine: EngineHandle,
  clock: Clock,
  name: string,
  reached: (state: string) => boolean,
): Promise<void> {
  const giveUpAt = clock.monotonic() + ACTIVE_WITHIN_MS
  for (;;) {
    const state = stateOf(await describeTable(engine, name))
    if (reached(state)) return
    if (clock.monotonic() >= giveUpAt) {
      const reason = `The table ${name} stays ${state}. Restart Facet and apply again.`
      throw hostError('ENGINE_UNAVAILABLE', reason, { reason })
    }
    await clock.sleep(POLL_MS)
  }
}
