import { TRANSACTION_MAX_ITEMS } from '#dynamo'
import type {
  BatchGetOperation,
  GetOperation,
  ModelDocument,
  PatternRecord,
  TransactGetOperation,
} from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { AccessPath, CallTarget, PlannedCall } from './access-path.ts'
import type { Explained } from './explained.ts'
import { readPaths } from './read-paths.ts'
import { NOTHING, singleUnits, sumOf } from './read-units.ts'
import { readWish } from './read-wish.ts'
import { itemBytesOf } from './typical-size.ts'

/** Keys of a BatchGetItem, at most. */
const BATCH_GET_MOST = 100

/** Batches and transactions of reads: every member by its whole key. */
export function pathOfGets(
  document: ModelDocument,
  pattern: PatternRecord,
  operation: BatchGetOperation | TransactGetOperation,
): AccessPath | undefined {
  const isTransaction = operation.type === 'transact-get'
  const members = operation.reads.map(({ operation: get, times = 1 }) =>
    memberOf(document, get, times, isTransaction),
  )
  const found = members.flatMap(member => member ?? [])
  if (found.length === 0 || found.length < members.length) return undefined
  const targets = found.map(({ target }) => target)
  const count = targets.reduce((sum, { times }) => sum + times, 0)
  const call: PlannedCall = {
    call: isTransaction ? 'TransactGetItems' : 'BatchGetItem',
    targets,
    times: isTransaction ? 1 : Math.ceil(count / BATCH_GET_MOST),
    consistent: operation.reads.some(({ operation: get }) => get.consistent === true),
  }
  const tooMany = isTransaction && count > TRANSACTION_MAX_ITEMS
  return {
    patternId: pattern.id,
    verdict: tooMany ? 'not-served' : 'exact',
    calls: [call],
    reasons: [
      tooMany
        ? { text: `${count} items: a transaction has at most ${TRANSACTION_MAX_ITEMS}`, rule: 'W3' }
        : { text: `${count} items, each by its key and rounded by itself`, rule: 'Q6' },
    ],
    units: {
      read: sumOf(found.map(({ read }) => read)),
      write: NOTHING,
      byTarget: found.map(({ target, read }) => ({ tableId: target.tableId, read: read.value, write: 0 })),
    },
  }
}

function memberOf(
  document: ModelDocument,
  get: GetOperation,
  times: number,
  isTransaction: boolean,
): { readonly target: CallTarget; readonly read: Explained } | undefined {
  const paths = readPaths(document, readWish(document, get))
  const path = paths.find(({ calls }) => calls.length === 1 && calls[0]?.call === 'GetItem')
  const target = path?.calls[0]?.targets[0]
  const entity = recordOfKind(document, 'entity', get.entityId)
  const placement = target && recordOfKind(document, 'placement', target.placementIds[0] ?? '')
  if (target === undefined || entity === undefined || placement === undefined) return undefined
  const kind = isTransaction ? 'transaction' : get.consistent === true ? 'consistent' : 'eventual'
  const read = singleUnits(entity.name, times, itemBytesOf(document, placement), kind)
  return { target: { ...target, times }, read }
}
