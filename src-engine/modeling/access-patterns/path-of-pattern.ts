import { TRANSACTION_MAX_ITEMS } from '#dynamo'
import type {
  BatchGetOperation,
  BatchWriteOperation,
  GetOperation,
  ModelDocument,
  PatternRecord,
  RecordId,
  Repeated,
  StepsOperation,
  TransactGetOperation,
  TransactWriteOperation,
  VectorSearchOperation,
} from '../document/model-document.ts'
import { placementsOfEntity, recordOfKind, tablesOf, vectorIndexesOf } from '../document/queries.ts'
import type { AccessPath, CallTarget, PlannedCall, Reason, TargetUnits, Verdict } from './access-path.ts'
import type { Explained } from './explained.ts'
import { partiqlPath } from './partiql-path.ts'
import { type ReadPath, readPaths } from './read-path.ts'
import { NOTHING, singleUnits, sumOf, timesOf } from './read-units.ts'
import { readWish } from './read-wish.ts'
import { itemBytesOf } from './typical-size.ts'
import { type WriteOperation, writePath } from './write-path.ts'

const BATCH_GET_MOST = 100
const BATCH_WRITE_MOST = 25

/** How a pattern is answered: the best path there is, or the best one through what its author chose. */
export function pathOfPattern(document: ModelDocument, pattern: PatternRecord): AccessPath {
  return pathsOfPattern(document, pattern)[0] ?? notServed(pattern, whyNot(document, pattern))
}

/** Every way to answer a pattern, the best first. Writes, batches and transactions have at most one. */
export function pathsOfPattern(document: ModelDocument, pattern: PatternRecord): readonly AccessPath[] {
  return pathsOf(document, pattern, [])
}

function pathsOf(
  document: ModelDocument,
  pattern: PatternRecord,
  within: readonly RecordId[],
): readonly AccessPath[] {
  const { operation } = pattern
  const one = (path: AccessPath | undefined): readonly AccessPath[] => (path === undefined ? [] : [path])
  switch (operation.type) {
    case 'get':
    case 'query':
    case 'scan':
      return readPaths(document, readWish(document, operation))
        .filter(path => isChosen(pattern, path))
        .map(path => ofRead(pattern.id, path))
    case 'put':
    case 'update':
    case 'delete':
      return one(ofWrites(document, pattern, [{ operation }], 'single'))
    case 'batch-write':
      return one(ofWrites(document, pattern, operation.writes, 'batch'))
    case 'transact-write':
      return one(ofWrites(document, pattern, operation.writes, 'transaction'))
    case 'batch-get':
    case 'transact-get':
      return one(ofGets(document, pattern, operation))
    case 'vector-search':
      return one(ofSearch(document, pattern, operation))
    case 'partiql':
      return one(partiqlPath(document, pattern, operation))
    case 'steps':
      return one(ofSteps(document, pattern, operation, within))
  }
}

function isChosen({ servedBy }: PatternRecord, { calls }: ReadPath): boolean {
  if (servedBy === undefined) return true
  const target = calls[0]?.targets[0]
  return target?.tableId === servedBy.tableId && target.indexId === servedBy.indexId
}

function ofRead(patternId: RecordId, { verdict, calls, reasons, read, byTarget }: ReadPath): AccessPath {
  return { patternId, verdict, calls, reasons, units: { read, write: NOTHING, byTarget } }
}

function ofWrites(
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

/** Batches and transactions of reads: every member by its whole key. */
function ofGets(
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

function ofSearch(
  document: ModelDocument,
  pattern: PatternRecord,
  operation: VectorSearchOperation,
): AccessPath | undefined {
  const placements = placementsOfEntity(document, operation.entityId)
  const given = new Set(operation.by.map(({ attribute }) => attribute))
  for (const table of tablesOf(document)) {
    const placement = placements.find(({ tableId }) => tableId === table.id)
    const index = vectorIndexesOf(document, table.id).find(
      ({ attribute, partition, filters }) =>
        attribute === operation.attribute &&
        (partition === undefined || given.has(partition)) &&
        [...given].every(name => name === partition || filters.includes(name)),
    )
    if (placement === undefined || index === undefined) continue
    const target: CallTarget = {
      action: 'search',
      tableId: table.id,
      indexId: index.id,
      placementIds: [placement.id],
      key: [],
      filter: operation.by,
      direction: 'ascending',
      limit: operation.top,
      ...(operation.attributes === undefined ? {} : { attributes: operation.attributes }),
      times: 1,
    }
    return {
      patternId: pattern.id,
      verdict: 'exact',
      calls: [{ call: 'SearchVectors', targets: [target], times: 1, consistent: false }],
      reasons: [{ text: `${index.name} finds the nearest; it is billed by bytes, not by read units`, rule: 'I14' }],
      units: { read: NOTHING, write: NOTHING, byTarget: [] },
    }
  }
  return undefined
}

function ofSteps(
  document: ModelDocument,
  pattern: PatternRecord,
  { steps }: StepsOperation,
  within: readonly RecordId[],
): AccessPath | undefined {
  const inside = [...within, pattern.id]
  const paths: { readonly path: AccessPath; readonly times: number }[] = []
  for (const { patternId, times = 1 } of steps) {
    const next = inside.includes(patternId) ? undefined : recordOfKind(document, 'pattern', patternId)
    const path = next && pathsOf(document, next, inside)[0]
    if (path === undefined) return undefined
    paths.push({ path, times })
  }
  if (paths.length === 0) return undefined
  const scale = (target: TargetUnits, times: number): TargetUnits => ({
    ...target,
    read: target.read * times,
    write: target.write * times,
  })
  return {
    patternId: pattern.id,
    verdict: worst(paths.map(({ path }) => path.verdict)),
    calls: paths.flatMap(({ path, times }) => path.calls.map(call => ({ ...call, times: call.times * times }))),
    reasons: distinct(paths.flatMap(({ path }) => path.reasons)),
    units: {
      read: sumOf(paths.map(({ path, times }) => timesOf(times, path.units.read))),
      write: sumOf(paths.map(({ path, times }) => timesOf(times, path.units.write))),
      byTarget: paths.flatMap(({ path, times }) => path.units.byTarget.map(target => scale(target, times))),
    },
  }
}

const ORDER: readonly Verdict[] = ['exact', 'filters', 'scan', 'not-served']

function worst(verdicts: readonly Verdict[]): Verdict {
  return ORDER[Math.max(0, ...verdicts.map(verdict => ORDER.indexOf(verdict)))] ?? 'not-served'
}

function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ text }, at) => reasons.findIndex(other => other.text === text) === at)
}

function notServed(pattern: PatternRecord, text: string): AccessPath {
  return {
    patternId: pattern.id,
    verdict: 'not-served',
    calls: [],
    reasons: [{ text, rule: 'P1' }],
    units: { read: NOTHING, write: NOTHING, byTarget: [] },
  }
}

/** The nearest reason why nothing answers. */
function whyNot(document: ModelDocument, { operation, servedBy }: PatternRecord): string {
  if (servedBy !== undefined) return 'What was chosen to answer it cannot'
  const ids =
    'entityIds' in operation ? operation.entityIds : 'entityId' in operation ? [operation.entityId] : ([] as const)
  for (const id of ids) {
    const entity = recordOfKind(document, 'entity', id)
    if (entity === undefined) return 'It names an entity that is not there'
    if (placementsOfEntity(document, id).length === 0) return `${entity.name} lies in no table yet`
  }
  switch (operation.type) {
    case 'steps':
      return operation.steps.length === 0 ? 'It has no steps' : 'A step is not served, or leads back to itself'
    case 'batch-get':
    case 'transact-get':
      return 'Each member needs the whole key of its item'
    case 'vector-search':
      return 'No vector index holds this attribute with these filters'
    case 'partiql':
      return 'The statement cannot be read, or names no table of the model'
    case 'get':
    case 'query':
    case 'scan':
      return 'No key or index of one table holds what it asks for'
    case 'put':
    case 'update':
    case 'delete':
    case 'batch-write':
    case 'transact-write':
      return 'What it writes lies in no table yet'
  }
}
