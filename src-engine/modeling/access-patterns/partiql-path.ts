import {
  type AttributeValue,
  type BoundSelect,
  itemSize,
  type KeyBranch,
  keyBranches,
  writeKey,
  writeUnits,
} from '#dynamo'
import type {
  Given,
  ModelDocument,
  PartiqlOperation,
  PatternRecord,
  PlacementRecord,
  TableRecord,
} from '../document/model-document.ts'
import { indexesOf, placementsOf, recordOfKind, tableNamed } from '../document/queries.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { AccessPath, CallTarget, KeyCondition, Reason, Verdict } from './access-path.ts'
import { literalStart } from './coincide.ts'
import type { Explained } from './explained.ts'
import { isIn } from './in-view.ts'
import { numberText } from './number-text.ts'
import { NOTHING, pageUnits, singleUnits, timesOf } from './read-units.ts'
import { statementOf } from './statement-of.ts'
import { entryBytesOf, itemBytesOf } from './typical-size.ts'
import { type View, viewIds, viewName, viewsOf } from './view.ts'

/** Items of a partition that nobody says anything of. */
const ITEMS_UNKNOWN = 20

/** How a PartiQL statement is answered: what DynamoDB makes of it, which it does not say (rule 15 of the anti-patterns). */
export function partiqlPath(
  document: ModelDocument,
  pattern: PatternRecord,
  operation: PartiqlOperation,
): AccessPath | undefined {
  const statement = statementOf(operation)
  if ('fault' in statement) return refused(pattern, statement.fault)
  const named = statement.kind === 'exists' ? statement.select : statement
  const table = tableNamed(document, named.table)
  if (table === undefined) return undefined
  const several = indexesOf(document, table.id).find(({ key }) => key.partition.length > 1 || key.sort.length > 1)
  if (several !== undefined) {
    return refused(pattern, `${several.name} has a key of several attributes: PartiQL is refused on ${table.name}`)
  }
  switch (statement.kind) {
    case 'select':
      return selectPath(document, pattern, operation, statement, table)
    case 'insert':
      return writePath(document, pattern, table, 'put', itemSize(statement.item), undefined)
    case 'update':
    case 'delete': {
      const { complete, key } = writeKey(statement.where, table.key)
      if (!complete)
        return refused(pattern, 'Where clause does not contain a mandatory equality on all key attributes')
      const value = key[table.key.partition[0]?.name ?? '']
      const action = statement.kind === 'update' ? 'update' : 'delete'
      return writePath(document, pattern, table, action, bytesOf(document, table, value), value)
    }
    case 'exists':
      return refused(pattern, 'EXISTS stands in transactions only')
  }
}

function refused(pattern: PatternRecord, text: string): AccessPath {
  const reasons: readonly Reason[] = [{ text }]
  const units = { read: NOTHING, write: NOTHING, byTarget: [] }
  return { patternId: pattern.id, verdict: 'not-served', calls: [], reasons, units }
}

function selectPath(
  document: ModelDocument,
  pattern: PatternRecord,
  { consistent = false, limit }: PartiqlOperation,
  select: BoundSelect,
  table: TableRecord,
): AccessPath {
  const view = viewsOf(document, table).find(({ index }) => index?.name === select.index)
  if (view === undefined) return refused(pattern, 'The table does not have the specified index')
  if (consistent && view.index?.indexKind === 'GSI') {
    return refused(pattern, 'Strongly consistent read is not supported on Global Secondary Indexes')
  }
  const branches = keyBranches(select.where, view.key)
  const isFiltered = branches.some(({ filters }) => filters.length > 0)
  const isGet = branches.length > 0 && view.index === undefined && branches.every(branch => isWhole(branch, view))
  const placements = placementsIn(document, view, branches[0])
  const bytes = placements.reduce((most, placement) => Math.max(most, entryBytesOf(document, placement, view)), 100)
  const count = isGet ? 1 : (limit ?? ITEMS_UNKNOWN)
  const read =
    branches.length === 0
      ? scanned(document, view, consistent)
      : timesOf(
          branches.length,
          isGet
            ? singleUnits('item', 1, bytes, consistent ? 'consistent' : 'eventual')
            : pageUnits([{ label: 'item', count, bytes }], consistent),
        )
  const verdict: Verdict = branches.length === 0 ? 'scan' : isFiltered ? 'filters' : 'exact'
  const target: CallTarget = {
    action: branches.length === 0 ? 'scan' : isGet ? 'get' : 'query',
    ...viewIds(view),
    placementIds: placements.map(({ id }) => id),
    key: branches[0] === undefined ? [] : conditionsOf(branches[0], view),
    filter: [],
    direction: select.orderBy.some(({ descending }) => descending) ? 'descending' : 'ascending',
    ...(limit === undefined ? {} : { limit }),
    times: 1,
  }
  return {
    patternId: pattern.id,
    verdict,
    calls: [{ call: 'ExecuteStatement', targets: [target], times: Math.max(1, branches.length), consistent }],
    reasons: [reasonOf(verdict, view, branches.length)],
    units: { read, write: NOTHING, byTarget: [{ ...viewIds(view), read: read.value, write: 0 }] },
  }
}

function reasonOf(verdict: Verdict, view: View, reads: number): Reason {
  if (verdict === 'scan')
    return { text: `The statement fixes no partition key: all of ${viewName(view)} is read`, rule: 'Q1' }
  const how = reads === 1 ? 'one read' : `${reads} reads`
  if (verdict === 'filters') return { text: `${how} of ${viewName(view)}, filtered after reading`, rule: 'Q2' }
  return { text: `${how} of ${viewName(view)} by its key` }
}

function isWhole({ sort }: KeyBranch, { key }: View): boolean {
  return key.sort.length === 0 || sort.some(({ operator }) => operator === '=')
}

/** The key conditions as templates: values of statements are literals or parameters. */
function conditionsOf({ partition, sort }: KeyBranch, view: View): readonly KeyCondition[] {
  const text = (value: AttributeValue): string =>
    'S' in value ? value.S.replaceAll('{', '{{').replaceAll('}', '}}') : 'N' in value ? value.N : '?'
  return [partition, ...sort].flatMap(({ attribute, operator, values }) =>
    operator === 'unindexable'
      ? []
      : {
          attribute,
          side: view.key.partition.some(({ name }) => name === attribute)
            ? ('partition' as const)
            : ('sort' as const),
          is: operator,
          templates: values.map(text),
        },
  )
}

/** Placements whose items can be meant, by the look of the partition key; all of the view where that tells nothing. */
function placementsIn(
  document: ModelDocument,
  view: View,
  branch: KeyBranch | undefined,
): readonly PlacementRecord[] {
  const all = placementsOf(document, view.table.id).filter(placement => isIn(document, view, placement))
  const [value] = branch?.partition.values ?? []
  const likely = all.filter(placement => value !== undefined && looksLike(document, view, placement, value))
  return likely.length > 0 ? likely : all
}

function looksLike(document: ModelDocument, view: View, placement: PlacementRecord, value: AttributeValue): boolean {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  const [hash] = view.key.partition
  const template = entity && hash && keyTemplateOf(entity, placement, hash.name)
  return template !== undefined && 'S' in value && value.S.startsWith(literalStart(template))
}

function scanned(document: ModelDocument, view: View, consistent: boolean): Explained {
  const items = placementsOf(document, view.table.id).flatMap(placement => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    if (entity === undefined || !isIn(document, view, placement)) return []
    return { label: entity.name, count: entity.volume?.count ?? 0, bytes: entryBytesOf(document, placement, view) }
  })
  return pageUnits(items, consistent)
}

function bytesOf(document: ModelDocument, table: TableRecord, value: AttributeValue | undefined): number {
  const view: View = { table, index: undefined, key: table.key }
  const all = placementsOf(document, table.id)
  const likely = all.filter(placement => value !== undefined && looksLike(document, view, placement, value))
  return (likely.length > 0 ? likely : all).reduce(
    (most, placement) => Math.max(most, itemBytesOf(document, placement)),
    100,
  )
}

function writePath(
  document: ModelDocument,
  pattern: PatternRecord,
  table: TableRecord,
  action: 'put' | 'update' | 'delete',
  bytes: number,
  value: AttributeValue | undefined,
): AccessPath {
  const base = writeUnits(bytes)
  const indexes = viewsOf(document, table)
    .slice(1)
    .filter(view => placementsOf(document, table.id).some(placement => isIn(document, view, placement)))
  const write: Explained = {
    value: base * (1 + indexes.length),
    text: `${numberText(bytes)} B in units of 1 KB = ${base}${indexes.length === 0 ? '' : `, and as much on ${indexes.length} indexes`}`,
  }
  const view: View = { table, index: undefined, key: table.key }
  const placements = placementsOf(document, table.id).filter(
    placement => value !== undefined && looksLike(document, view, placement, value),
  )
  const noFilter: readonly Given[] = []
  const target: CallTarget = {
    action,
    tableId: table.id,
    placementIds: placements.map(({ id }) => id),
    key: [],
    filter: noFilter,
    direction: 'ascending',
    times: 1,
  }
  return {
    patternId: pattern.id,
    verdict: 'exact',
    calls: [{ call: 'ExecuteStatement', targets: [target], times: 1, consistent: false }],
    reasons: [{ text: 'One item, by its key' }],
    units: {
      read: NOTHING,
      write,
      byTarget: [
        { tableId: table.id, read: 0, write: base },
        ...indexes.map(index => ({ ...viewIds(index), read: 0, write: base })),
      ],
    },
  }
}
