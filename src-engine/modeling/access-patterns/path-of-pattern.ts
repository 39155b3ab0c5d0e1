import type { ModelDocument, PatternRecord, RecordId, StepsOperation } from '../document/model-document.ts'
import { placementsOfEntity, recordOfKind } from '../document/queries.ts'
import type { AccessPath, TargetUnits } from './access-path.ts'
import { partiqlPath } from './partiql-path.ts'
import { pathOfGets } from './path-of-gets.ts'
import { pathOfSearch } from './path-of-search.ts'
import { pathOfWrites } from './path-of-writes.ts'
import type { ReadPath } from './read-path.ts'
import { readPaths } from './read-paths.ts'
import { NOTHING, sumOf, timesOf } from './read-units.ts'
import { readWish } from './read-wish.ts'
import { distinct, worst } from './worst-of.ts'

/** The path of another pattern, where it is known; undefined: to be found. */
type KnownPath = (pattern: PatternRecord) => AccessPath | undefined
const NONE_KNOWN: KnownPath = () => undefined

/** How a pattern is answered: the best path there is, or the best one through what its author chose. */
export function pathOfPattern(
  document: ModelDocument,
  pattern: PatternRecord,
  known: KnownPath = NONE_KNOWN,
): AccessPath {
  return pathsOf(document, pattern, [], known)[0] ?? notServed(pattern, whyNot(document, pattern))
}

/** Every way to answer a pattern, the best first. Writes, batches and transactions have at most one. */
export function pathsOfPattern(document: ModelDocument, pattern: PatternRecord): readonly AccessPath[] {
  return pathsOf(document, pattern, [], NONE_KNOWN)
}

function pathsOf(
  document: ModelDocument,
  pattern: PatternRecord,
  within: readonly RecordId[],
  known: KnownPath,
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
      return one(pathOfWrites(document, pattern, [{ operation }], 'single'))
    case 'batch-write':
      return one(pathOfWrites(document, pattern, operation.writes, 'batch'))
    case 'transact-write':
      return one(pathOfWrites(document, pattern, operation.writes, 'transaction'))
    case 'batch-get':
    case 'transact-get':
      return one(pathOfGets(document, pattern, operation))
    case 'vector-search':
      return one(pathOfSearch(document, pattern, operation))
    case 'partiql':
      return one(partiqlPath(document, pattern, operation))
    case 'steps':
      return one(ofSteps(document, pattern, operation, within, known))
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

function ofSteps(
  document: ModelDocument,
  pattern: PatternRecord,
  { steps }: StepsOperation,
  within: readonly RecordId[],
  known: KnownPath,
): AccessPath | undefined {
  const inside = [...within, pattern.id]
  const paths: { readonly path: AccessPath; readonly times: number }[] = []
  for (const { patternId, times = 1 } of steps) {
    const next = inside.includes(patternId) ? undefined : recordOfKind(document, 'pattern', patternId)
    const path = next && (known(next) ?? pathsOf(document, next, inside, known)[0])
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
