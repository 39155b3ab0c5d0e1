import {
  type BoundCondition,
  type BoundSelect,
  checkOrderNamesKeys,
  compareScalars,
  compareUtf8,
  conditionPaths,
  type KeyBranch,
  type KeyPlan,
  planKeys,
  readOrder,
  type SelectColumn,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { needsBaseItems, notProjected, type ReadSource, readSource } from '../operations/support/read-source.ts'
import { resolveTable } from '../operations/support/resolve-table.ts'
import { segmentRange } from '../storage/key-encoding.ts'
import type { IndexState, TableState } from '../tables/table-state.ts'
import { type KeyWalk, keyWalks } from './key-walks.ts'

/** A SELECT with its table looked up: what to read in which order, and what to make of it. */
export interface SelectPlan {
  readonly source: ReadSource
  readonly walks: readonly KeyWalk[]
  readonly forward: boolean
  /** Undefined where the rows are all that is asked for. */
  readonly filter: BoundCondition | undefined
  /** Undefined for all attributes. */
  readonly columns: readonly SelectColumn[] | undefined
  /** Whether columns have to be fetched from the table for entries of a local index. */
  readonly fetchesBase: boolean
}

/** @throws DynamoError ResourceNotFoundException, and everything a table and its keys forbid */
export function planSelect(engine: EngineContext, select: BoundSelect, consistent: boolean): SelectPlan {
  const table = resolveTable(engine, select.table)
  const index = resolveSelectIndex(table, select.index)
  if (consistent && index?.definition.kind === 'GSI') {
    throw validationError('Strongly consistent read is not supported on Global Secondary Indexes')
  }
  const source = readSource(engine, table, index, consistent)
  const { columns, where, orderBy } = select
  const projection = columns && { paths: columns.map(column => column.path) }
  const fetchesBase = needsBaseItems(source, undefined, projection)
  checkOrderNamesKeys(orderBy, where !== undefined, source.key)
  const plan = planKeys(where, source.key)
  const order = readOrder(orderBy, plan, source.key)
  const walks = plan.kind === 'scan' ? [WHOLE] : keyWalks(source, plan.branches, order)
  checkFilterProjected(source, plan)
  const filters = where !== undefined && (plan.kind === 'scan' || plan.branches.some(hasFilters))
  return {
    source,
    walks,
    forward: !order.sortDescending,
    filter: filters ? where : undefined,
    columns,
    fetchesBase,
  }
}

const WHOLE: KeyWalk = { rows: segmentRange(0, 1), point: undefined }

function hasFilters({ filters }: { readonly filters: readonly unknown[] }): boolean {
  return filters.length > 0
}

function comparePartitions(a: KeyBranch, b: KeyBranch): number {
  const [one] = a.partition.values
  const [other] = b.partition.values
  return (one && other && compareScalars(one, other)) ?? 0
}

/** PartiQL does not name the index that is missing. */
function resolveSelectIndex(table: TableState, name: string | undefined): IndexState | undefined {
  if (name === undefined) return undefined
  const index = table.indexes.find(({ definition }) => definition.name === name)
  if (index === undefined) throw validationError('The table does not have the specified index')
  return index
}

/**
 * Filters of queries on an index look at its entries alone. They are refused when every branch has one that looks for
 * more; the attributes named are those of the last branch (observed). Scans are not refused: there what an entry lacks
 * is missing.
 */
function checkFilterProjected(source: ReadSource, plan: KeyPlan): void {
  if (source.index === undefined || plan.kind === 'scan') return
  const branches = [...plan.branches].sort(comparePartitions)
  const unprojected = branches.map(({ filters }) =>
    notProjected(
      source,
      filters.flatMap(conditionPaths).map(path => path[0]),
    ),
  )
  const last = unprojected.at(-1)
  if (last === undefined || unprojected.some(names => names.length === 0)) return
  throw validationError(
    `One or more parameter values were invalid: Secondary index ${source.index.definition.name} does not project one or more filter attributes: [${[...last].sort(compareUtf8).join(', ')}]`,
  )
}
