import type { Explained } from '../access-patterns/explained.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { Heat, HeatLoad } from './heat.ts'
import { PARTITION_READS, PARTITION_WRITES, SKEW } from './heat-of-plan.ts'

const FORMAT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const number = (value: number): string => (value >= 1_000 ? WHOLE : FORMAT).format(value)

/** The arithmetic of a heat: read and write units of the hottest key at the peak, each against what a partition serves. */
export function explainHeat(document: ModelDocument, heat: Heat): readonly Explained[] {
  return [
    side(document, heat, 'read', heat.readUnits, PARTITION_READS),
    side(document, heat, 'write', heat.writeUnits, PARTITION_WRITES),
  ]
}

function side(
  document: ModelDocument,
  { loads }: Heat,
  kind: 'read' | 'write',
  value: number,
  limit: number,
): Explained {
  const unitsOf = (load: HeatLoad): number => (kind === 'read' ? load.readUnits : load.writeUnits)
  const parts = loads
    .filter(load => unitsOf(load) > 0)
    .map(load => ({ value: unitsOf(load) * load.share, text: loadText(document, load, unitsOf(load)) }))
    .sort((left, right) => right.value - left.value)
  const text = `${number(value)} of ${number(limit)} ${kind} units a second: ${shareText(value / limit)}`
  return { value, text, ...(parts.length === 0 ? {} : { parts }) }
}

function loadText(document: ModelDocument, load: HeatLoad, units: number): string {
  const name = recordOfKind(document, 'pattern', load.patternId)?.name ?? load.patternId
  const asked = `${name}: ${number(load.calls)} calls/s × ${number(units / load.calls)} = ${number(units)}`
  const spread =
    load.keys <= SKEW
      ? `the hottest of ${number(load.keys)} ${load.keys === 1 ? 'key' : 'keys'} may get all`
      : `the hottest of ${number(load.keys)} keys gets ${SKEW} times the mean`
  const shards = load.shards > 1 ? `, spread over ${number(load.shards)} shards` : ''
  const kinds = load.kinds > 1 ? `, as one of ${load.kinds} kinds of keys` : ''
  return `${asked}; ${spread}${shards}${kinds}: ${number(units * load.share)}`
}

/** A share in per cent: `12%`, and never zero for what is something. */
export function shareText(share: number): string {
  return share > 0 && share < 0.01 ? '< 1%' : `${Math.round(share * 100)}%`
}
