import { TRANSACTION_MAX_ITEMS } from '#dynamo'
import type {
  BatchWriteOperation,
  ModelDocument,
  PatternRecord,
  Repeated,
  TransactWriteOperation,
} from '../document/model-document.ts'
import type { AccessPath, CallTarget, PlannedCall, Reason } from './access-path.ts'
import type { Explained } from './explained.ts'
import { sumOf, timesOf } from './read-units.ts'
import { distinct, worst } from './worst-of.ts'
import type { WriteOperation } from './write-operation.ts'
import { writePath } from './write-path.ts'

/** Writes of a BatchWriteItem, at most. */
const BATCH_WRITE_MOST = 25

/** The path of a write, or of a batch or transaction of them. A single write that touches several items is a transaction. */
export function pathOfWrites(
  document: ModelDocument,
  pattern: PatternRecord,
  members: BatchWriteOperation['writes'] | TransactWriteOperation['writes'] | readonly Repeated<WriteOperation>[],
  kind: 'single' | 'batch' | 'transaction',
): AccessPath | undefined {
  const paths: { readonly path: NonNullable<ReturnType<typeof writePath>>; readonly times: number }[] = []
  for (const { operation, times = 1 } of members as readonly Repeated<WriteOperation>[]) {
    const path = writePath(document, operation)
    if (path === undefined) return undefined
    paths.push({ path, times })
  }
  if (paths.length === 0) return undefined
  const targets = paths.flatMap(({ path, times }) => path.targets.map(target => ({ ...target, times })))
  const count = targets.reduce((sum, { times }) => sum + times, 0)
  const isTransaction = kind === 'transaction' || (kind === 'single' && count > 1)
  const base = sumOf(paths.map(({ path, times }) => timesOf(times, path.base)))
  const doubled: Explained = isTransaction
    ? { value: 2 * base.value, text: `in a transaction: 2 × ${base.value} = ${2 * base.value}`, parts: [base] }
    : base
  const indexes = sumOf(paths.map(({ path, times }) => timesOf(times, path.indexes)))
  const call: PlannedCall = {
    call: isTransaction ? 'TransactWriteItems' : kind === 'batch' ? 'BatchWriteItem' : singleCall(targets[0]),
    targets,
    times: kind === 'batch' ? Math.ceil(count / BATCH_WRITE_MOST) : 1,
    consistent: false,
  }
  const reasons: Reason[] = paths.flatMap(({ path }) => path.reasons)
  if (isTransaction && count > TRANSACTION_MAX_ITEMS) {
    reasons.unshift({ text: `${count} items: a transaction has at most ${TRANSACTION_MAX_ITEMS}`, rule: 'W3' })
  }
  return {
    patternId: pattern.id,
    verdict:
      isTransaction && count > TRANSACTION_MAX_ITEMS ? 'not-served' : worst(paths.map(({ path }) => path.verdict)),
    calls: [...paths.flatMap(({ path }) => path.reads), call],
    reasons: distinct(reasons),
    units: {
      read: sumOf(paths.map(({ path, times }) => timesOf(times, path.readUnits))),
      write: indexes.value === 0 ? doubled : sumOf([doubled, indexes]),
      byTarget: paths.flatMap(({ path, times }) =>
        path.byTarget.map(target => ({
          ...target,
          write: target.write * times * (isTransaction && target.indexId === undefined ? 2 : 1),
        })),
      ),
    },
  }
}

function singleCall(target: CallTarget | undefined): PlannedCall['call'] {
  if (target?.action === 'put') return 'PutItem'
  return target?.action === 'delete' ? 'DeleteItem' : 'UpdateItem'
}
