import {
  type AccessPath,
  type CallTarget,
  keyConditionText,
  type ModelDocument,
  type RecordId,
  recordOfKind,
} from '#modeling'
import { unitsText, type Verdict } from '../ui/index.ts'

/** Table and index as they are written: `Shop` or `Shop/GSI1`. */
export function placeName(
  document: ModelDocument,
  at: { readonly tableId: RecordId; readonly indexId?: RecordId },
): string {
  const table = recordOfKind(document, 'table', at.tableId)?.name ?? '?'
  if (at.indexId === undefined) return table
  const index = recordOfKind(document, 'index', at.indexId) ?? recordOfKind(document, 'vectorIndex', at.indexId)
  return `${table}/${index?.name ?? '?'}`
}

/** Every table and index that a path goes to, each once. */
export function servedByText(document: ModelDocument, { calls }: AccessPath): string {
  const names = calls.flatMap(({ targets }) => targets.map(target => placeName(document, target)))
  return [...new Set(names)].join(', ')
}

/** The key conditions of a path, in the order in which they are sent. */
export function keyText({ calls }: AccessPath): string {
  const texts = calls.flatMap(({ targets }) => targets.map(keyConditionText))
  return [...new Set(texts.filter(text => text !== ''))].join(' · ')
}

/** Units of one call: `0.5 read`, `6 write`, `1 read + 3 write`. */
export function pathUnitsText({ units }: AccessPath): string {
  const { read, write } = units
  const parts = [
    ...(read.value > 0 || write.value === 0 ? [`${unitsText(read.value)} read`] : []),
    ...(write.value > 0 ? [`${unitsText(write.value)} write`] : []),
  ]
  return parts.join(' + ')
}

/** The entity whose items a target is about, for its colour; of several the first. */
export function entityOfTarget(document: ModelDocument, { placementIds }: CallTarget): RecordId | undefined {
  return recordOfKind(document, 'placement', placementIds[0] ?? '')?.entityId
}

/** The verdict as the chip names it. */
export function chipOf({ verdict }: Pick<AccessPath, 'verdict'>): Verdict {
  return verdict === 'filters' ? 'filter' : verdict
}
