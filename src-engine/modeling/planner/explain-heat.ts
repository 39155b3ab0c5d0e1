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
  const parts = merged(loads)
    .map(load => ({ load, units: kind === 'read' ? load.readUnits : load.writeUnits }))
    .filter(({ units }) => units > 0)
    .map(({ load, units }) => ({ value: units * load.share, text: loadText(document, load, units) }))
    .sort((left, right) => right.value - left.value)
  const text = `${number(value)} of ${number(limit)} ${kind} units a second: ${shareText(value / limit)}`
  return { value, text, ...(parts.length === 0 ? {} : { parts }) }
}

/** What a pattern does to keys of one kind, once: a transaction may do it several times. */
function merged(loads: readonly HeatLoad[]): readonly HeatLoad[] {
  const found = new Map<string, HeatLoad>()
  for (const load of loads) {
    const id = JSON.stringify([load.patternId, load.keys, load.shards, load.kinds])
    const before = found.get(id)
    const readUnits = load.readUnits + (before?.readUnits ?? 0)
    found.set(id, { ...load, readUnits, writeUnits: load.writeUnits + (before?.writeUnits ?? 0) })
  }
  return [...found.values()]
}

/** `80 calls/s × 1 unit × 4 ÷ 10,000 keys = 0.032`: the hottest key gets four times the mean, and never more than all. */
function loadText(document: ModelDocument, load: HeatLoad, units: number): string {
  const name = recordOfKind(document, 'pattern', load.patternId)?.name ?? load.patternId
  const each = units / load.calls
  const spread =
    load.keys > SKEW
      ? ` × ${SKEW} ÷ ${number(load.keys)} keys`
      : load.keys > 1
        ? `, all on one of ${number(load.keys)} keys`
        : ''
  const kinds = load.kinds > 1 ? ` ÷ ${load.kinds} kinds of keys` : ''
  const shards = load.shards > 1 ? ` ÷ ${number(load.shards)} shards` : ''
  const asked = `${number(load.calls)} calls/s × ${number(each)} ${each === 1 ? 'unit' : 'units'}`
  return `${name}: ${asked}${kinds}${shards}${spread} = ${number(units * load.share)}`
}

/** A share in per cent: `12%`, and never zero for what is something. */
export function shareText(share: number): string {
  return share > 0 && share < 0.01 ? '< 1%' : `${Math.round(share * 100)}%`
}
