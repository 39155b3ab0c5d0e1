import type { KeyDefinition } from '#dynamo'
import type { AccessPath, CallTarget, PlannedCall, TargetUnits } from '../access-patterns/access-path.ts'
import { countOf } from '../access-patterns/cardinality.ts'
import type { Plan } from '../access-patterns/plan.ts'
import { attributeOfEntity } from '../access-patterns/typical-size.ts'
import type {
  EntityRecord,
  ModelDocument,
  PatternRecord,
  PlacementRecord,
  RecordId,
} from '../document/model-document.ts'
import { patternsOf, recordOfKind, relationsOf } from '../document/queries.ts'
import type { KeyTemplate, TemplatePart } from '../templates/key-template.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { Heat, HeatLoad } from './heat.ts'

/** What one partition serves in a second. Source: limits, section 7. */
export const PARTITION_READS = 3_000
export const PARTITION_WRITES = 1_000

/** Share of the load that the hottest of many keys takes when nobody says: even spread times this. */
export const SKEW = 4

interface Load {
  heat: { readonly tableId: RecordId; readonly indexId?: RecordId; readonly key: string }
  readUnits: number
  writeUnits: number
  readonly patterns: Map<RecordId, number>
  readonly loads: HeatLoad[]
}

/**
 * Load on the hottest partition key of each kind at the peak: units per second of every pattern that touches such keys,
 * spread over as many keys as there are, of which the hottest is taken to get four times its share. The hottest first.
 */
export function heatOfPlan(document: ModelDocument, plan: Plan): readonly Heat[] {
  const loads = new Map<string, Load>()
  for (const pattern of patternsOf(document)) {
    const path = plan.get(pattern.id)
    if (path === undefined) continue
    const peak = pattern.rate?.peak ?? pattern.rate?.average ?? 0
    for (const target of path.units.byTarget) {
      const units = { read: target.read * peak, write: target.write * peak }
      if (units.read === 0 && units.write === 0) continue
      const keys = keysOf(document, path, target)
      for (const key of keys) addLoad(loads, pattern, target, key, units, keys.length)
    }
  }
  return [...loads.values()].map(toHeat).sort((left, right) => right.share - left.share)
}

/** Of a path, which is another one as soon as any record is that it stands on (access-patterns/ground.ts). */
const knownKeys = new WeakMap<AccessPath, Map<TargetUnits, readonly TouchedKey[]>>()

function keysOf(document: ModelDocument, path: AccessPath, target: TargetUnits): readonly TouchedKey[] {
  const known = knownKeys.get(path) ?? new Map<TargetUnits, readonly TouchedKey[]>()
  knownKeys.set(path, known)
  const keys = known.get(target) ?? keysTouched(document, path.calls, target)
  known.set(target, keys)
  return keys
}

interface TouchedKey {
  readonly text: string
  /** Values of what is told apart, and shards of each. */
  readonly values: number
  readonly shards: number
}

/** The partition keys of a table or index that calls touch there: of an index those that its entries have. */
function keysTouched(
  document: ModelDocument,
  calls: readonly PlannedCall[],
  at: { readonly tableId: RecordId; readonly indexId?: RecordId },
): readonly TouchedKey[] {
  const found = new Map<string, TouchedKey>()
  for (const target of calls.flatMap(call => call.targets)) {
    if (target.tableId !== at.tableId || target.action === 'scan' || target.action === 'search') continue
    for (const placementId of target.placementIds) {
      const key = keyOf(document, target, placementId, at.indexId)
      if (key !== undefined) found.set(key.text, key)
    }
  }
  return [...found.values()]
}

function keyOf(
  document: ModelDocument,
  target: CallTarget,
  placementId: RecordId,
  indexId: RecordId | undefined,
): TouchedKey | undefined {
  const placement = recordOfKind(document, 'placement', placementId)
  const entity = placement && recordOfKind(document, 'entity', placement.entityId)
  const view =
    indexId === undefined ? recordOfKind(document, 'table', target.tableId) : recordOfKind(document, 'index', indexId)
  if (placement === undefined || entity === undefined || view === undefined) return undefined
  const templates = partitionTemplates(view.key, entity, placement)
  if (templates === undefined) return undefined
  const values = templates.reduce((product, template) => product * distinctValues(template, entity), 1)
  const shards = templates.flatMap(({ parts }) => parts).reduce((product, part) => product * shardsIn(part), 1)
  return { text: textOf(templates), values: Math.min(values, Math.max(1, countOf(entity))), shards }

  function distinctValues({ parts }: KeyTemplate, of: NonNullable<typeof entity>): number {
    return parts.reduce((product, part) => {
      if (part.kind === 'text') return product
      if (part.transform?.type === 'shard') return product
      const isIdentity = of.identity.length === 1 && of.identity[0] === part.name
      const attribute = attributeOfEntity(of, part.name)
      // Of time buckets only the newest is busy: they spread nothing at one moment.
      if (part.transform !== undefined && part.transform.type !== 'pad') return product
      return (
        product * (isIdentity ? countOf(of) : (attribute?.distinct ?? distinctByRelation(document, of.id, part.name)))
      )
    }, 1)
  }
}

const shardsIn = (part: TemplatePart): number =>
  part.kind === 'attribute' && part.transform?.type === 'shard' ? part.transform.count : 1

function partitionTemplates(
  { partition }: KeyDefinition,
  entity: EntityRecord,
  placement: PlacementRecord,
): readonly KeyTemplate[] | undefined {
  const templates = partition.flatMap(({ name }) => keyTemplateOf(entity, placement, name) ?? [])
  return templates.length < partition.length ? undefined : templates
}

const textOf = (templates: readonly KeyTemplate[]): string => templates.map(printTemplate).join(' + ')

/** Whether the items of a placement have keys of the look that is hot. */
export function hasKeyOf(
  { key: hot }: Heat,
  key: KeyDefinition,
  entity: EntityRecord,
  placement: PlacementRecord,
): boolean {
  const templates = partitionTemplates(key, entity, placement)
  return templates !== undefined && skeleton(textOf(templates)) === skeleton(hot)
}

/** Values of a foreign key: as many as there are parents; else as many as there are items. */
function distinctByRelation(document: ModelDocument, entityId: RecordId, attribute: string): number {
  for (const { childId, parentId, via } of relationsOf(document)) {
    if (childId !== entityId || !via.some(({ child }) => child === attribute)) continue
    const parent = recordOfKind(document, 'entity', parentId)
    if (parent !== undefined) return countOf(parent)
  }
  const entity = recordOfKind(document, 'entity', entityId)
  return entity === undefined ? 1 : countOf(entity)
}

function addLoad(
  loads: Map<string, Load>,
  pattern: PatternRecord,
  { tableId, indexId }: { readonly tableId: RecordId; readonly indexId?: RecordId },
  key: TouchedKey,
  units: { readonly read: number; readonly write: number },
  keyCount: number,
): void {
  const at = indexId === undefined ? { tableId } : { tableId, indexId }
  const id = JSON.stringify([tableId, indexId, skeleton(key.text)])
  const load: Load = loads.get(id) ?? {
    heat: { ...at, key: key.text },
    readUnits: 0,
    writeUnits: 0,
    patterns: new Map(),
    loads: [],
  }
  // A hash spreads evenly over the shards, however uneven the values are.
  const share = Math.min(1, SKEW / key.values) / key.shards / keyCount
  const calls = pattern.rate?.peak ?? pattern.rate?.average ?? 0
  const { read: readUnits, write: writeUnits } = units
  const { values: keys, shards } = key
  load.loads.push({ patternId: pattern.id, calls, readUnits, writeUnits, keys, shards, kinds: keyCount, share })
  load.readUnits += units.read * share
  load.writeUnits += units.write * share
  load.patterns.set(pattern.id, (load.patterns.get(pattern.id) ?? 0) + (units.read + units.write) * share)
  loads.set(id, load)
}

/** Keys of one look are the same keys, whatever the attribute is called. */
function skeleton(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? text : template.parts.map(part => (part.kind === 'text' ? part.text : '{}')).join('')
}

function toHeat({ heat, readUnits, writeUnits, patterns, loads }: Load): Heat {
  return {
    ...heat,
    readUnits,
    writeUnits,
    share: Math.max(readUnits / PARTITION_READS, writeUnits / PARTITION_WRITES),
    patternIds: [...patterns].sort(([, left], [, right]) => right - left).map(([id]) => id),
    loads,
  }
}
