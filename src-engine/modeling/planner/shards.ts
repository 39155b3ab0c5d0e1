import type { Reason } from '../access-patterns/access-path.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import type { Heat } from './heat.ts'
import { PARTITION_WRITES } from './heat-of-plan.ts'
import { type Requirement, requirementsOf } from './layout.ts'
import { changingAttributes } from './main-keys.ts'
import {
  isAsGood,
  isHot,
  isServedBy,
  type Outcome,
  outcomeOf,
  type PlacedKey,
  placedKeys,
  type Reasoned,
  withLayout,
} from './placed-keys.ts'
import { requirementsOn } from './requirement-words.ts'
import { arithmeticOf, shardCount } from './shard-count.ts'

/**
 * Spreads keys that would be hotter than a partition over shards, of tables and of indexes, as few as do (rules H1 to H7).
 * What answers worse then, such as a parent read with its children, stays as it is.
 */
export function withShards(document: ModelDocument, before: Outcome): Reasoned {
  let outcome = before
  const reasons: Reason[] = []
  const requirements = patternsOf(document).flatMap(pattern => requirementsOf(document, pattern))
  for (const heat of before.heat) {
    if (heat.writeUnits <= PARTITION_WRITES) continue
    let isSpread = false
    for (const placed of placedKeys(document, outcome.choice, outcome.design)) {
      if (!isHot(heat, placed) || !isWritten(document, placed.entity, heat)) continue
      const current = outcome
      const own = requirementsOn(document, placed.entity, requirements).filter(({ patternId }) =>
        isServedBy(current, patternId, placed),
      )
      const count = shardCount(heat)
      for (const suffix of suffixesFor(document, placed, own)) {
        const spread = withLayout(outcome.choice, placed, {
          ...placed.layout,
          shards: { by: suffix.attribute, count },
        })
        const tried = outcomeOf(document, spread)
        if (!isAsGood(tried, outcome)) continue
        outcome = tried
        isSpread = true
        reasons.push(...reasonsFor(placed.entity, heat, count, suffix))
        break
      }
    }
    if (!isSpread) reasons.push(stayingHot(heat))
  }
  return { outcome, reasons }
}

/** Whether the entity's writes make the heat: what lies beside a hot thing need not be spread with it. */
function isWritten(document: ModelDocument, { id }: EntityRecord, { patternIds }: Heat): boolean {
  return patternIds.some(patternId => {
    const operation = recordOfKind(document, 'pattern', patternId)?.operation
    if (operation === undefined) return false
    if (operation.type === 'transact-write' || operation.type === 'batch-write') {
      return operation.writes.some(({ operation: write }) => write.entityId === id)
    }
    return (
      'entityId' in operation && operation.entityId === id && ['put', 'update', 'delete'].includes(operation.type)
    )
  })
}

interface Suffix {
  readonly attribute: string
  /** Requests a second by this key, and those of them that know the attribute. */
  readonly known: number
  readonly reads: number
}

/**
 * Attributes of which a suffix may be calculated, what most requests by the key know first (rule H4). It has to be in the key of
 * a table already, so that writes know it; in an index it may be anything that never changes.
 */
function suffixesFor(
  document: ModelDocument,
  { entity, slot, layout }: PlacedKey,
  reads: readonly Requirement[],
): readonly Suffix[] {
  const known = (name: string): number =>
    reads.reduce((sum, { equal, wished, rate }) => sum + ([...equal, ...wished].includes(name) ? rate : 0), 0)
  const changing = changingAttributes(document, entity)
  const given = reads.flatMap(({ equal, wished }) => [...equal, ...wished])
  // The end of an identity tells more things apart than its beginning.
  const names = [...[...entity.identity].reverse(), ...(slot === 'main' ? [] : given)]
  return [...new Set(names)]
    .filter(name => !layout.partition.includes(name) && !changing.has(name) && tellsApart(entity, name))
    .map(attribute => ({
      attribute,
      known: known(attribute),
      reads: reads.reduce((sum, { rate }) => sum + rate, 0),
    }))
    .sort((left, right) => right.known - left.known)
}

/** Values that a suffix is calculated of, at least. */
const FEWEST_VALUES = 128

/** Few values do not spread: eight shards of three values are three. */
function tellsApart({ attributes }: EntityRecord, name: string): boolean {
  const attribute = attributes.find(candidate => candidate.name === name)
  return (
    attribute !== undefined && attribute.optional !== true && (attribute.distinct ?? FEWEST_VALUES) >= FEWEST_VALUES
  )
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')

function reasonsFor(
  { name }: EntityRecord,
  heat: Heat,
  count: number,
  { attribute, known, reads }: Suffix,
): readonly Reason[] {
  const share = reads === 0 ? 0 : known / reads
  const why =
    share === 0
      ? {
          text: `No read of ${name} by this key knows more than it: the suffix of ${attribute} is as good as a random one, and each read asks all ${count} shards`,
          rule: 'H3',
        }
      : {
          text: `The suffix is calculated of ${attribute}, which ${Math.round(share * 100)} % of the requests for ${name} by this key know: they go to one shard, the others to all ${count}`,
          rule: 'H4',
        }
  return [arithmeticOf(heat), why]
}

function stayingHot({ key, writeUnits }: Heat): Reason {
  const text = `The hottest ${key} takes ${whole(writeUnits)} write units a second and stays whole: a suffix would break what is read or written by it. Split what is counted there`
  return { text, rule: 'K8' }
}
