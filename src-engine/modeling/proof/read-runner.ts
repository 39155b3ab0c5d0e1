import { type AttributeMap, attributeOf, type Item } from '#dynamo'
import type { AccessPath, CallTarget, PlannedCall } from '../access-patterns/access-path.ts'
import { projectedNames } from '../access-patterns/typical-size.ts'
import type { Given, RecordId } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { concreteKey, concreteSteps } from './concrete-keys.ts'
import type { ConcreteCondition, ConcreteGet, ConcreteRequest } from './concrete-request.ts'
import { compareKeys } from './item-order.ts'
import { type Known, knownFor } from './known-values.ts'
import { NotProvable, type ProofContext } from './proof-context.ts'
import type { CallProof } from './proof-report.ts'
import { withBothEnds } from './time-buckets.ts'

/** Runs the reads of a path: each request, and the second one where a view does not hold everything. */
export class ReadRunner {
  private readonly context: ProofContext

  constructor(context: ProofContext) {
    this.context = context
  }

  async runReads(path: AccessPath, known: Known, calls: CallProof[]): Promise<readonly Item[]> {
    const [first, follow] = path.calls
    const target = first?.targets[0]
    if (first === undefined || target === undefined) return []
    const found: Item[] = []
    for (const step of this.readSteps(first, target, known)) {
      const answers: Item[] = []
      for (const request of step) answers.push(...(await this.context.send(request, calls)))
      found.push(...(step.length > 1 ? this.merged(target, answers) : answers))
      // The page is full: no further bucket is asked.
      if (target.limit !== undefined && found.length >= target.limit) break
    }
    found.length = Math.min(found.length, target.limit ?? found.length)
    const next = follow?.targets[0]
    if (follow === undefined || next === undefined || found.length === 0) return found
    return this.fetch(follow, next, target, found, calls)
  }

  /** Requests by the step in which they are sent: time bucket after time bucket, in each all shards. */
  private readSteps(call: PlannedCall, target: CallTarget, known: Known): readonly (readonly ConcreteRequest[])[] {
    const { table, index } = this.context.namesOf(target)
    const place = { table, ...(index === undefined ? {} : { index }) }
    const asked = target.attributes === undefined ? {} : { attributes: target.attributes }
    const filter = target.filter.map(given => this.filterOf(given, known))
    if (target.action === 'scan') {
      return [[{ kind: 'scan', ...place, filter, consistent: call.consistent, ...asked }]]
    }
    if (target.action === 'get') {
      const key = concreteKey(target, known.attributes)
      if (key === undefined) throw new NotProvable('The key cannot be made of the sample values')
      return [[{ kind: 'get', table, key, consistent: call.consistent, ...asked }]]
    }
    const steps = concreteSteps(target, withBothEnds(target, known.attributes, this.samplesOf(target)))
    if (steps === undefined) throw new NotProvable('The key condition cannot be made of the sample values')
    const shared = {
      kind: 'query',
      ...place,
      filter,
      forward: target.direction === 'ascending',
      ...(target.limit === undefined ? {} : { limit: target.limit }),
      consistent: call.consistent,
      ...asked,
      whole: this.fetchesBase(target),
    } as const
    const inOrder = shared.forward ? steps : [...steps].reverse()
    return inOrder.map(step => step.map(conditions => ({ ...shared, conditions })))
  }

  /** All samples of what a target finds. */
  private samplesOf({ placementIds }: CallTarget): readonly AttributeMap[] {
    return placementIds.flatMap(id => {
      const placement = recordOfKind(this.context.document, 'placement', id)
      return (placement && this.context.instances.get(placement.entityId)) ?? []
    })
  }

  /** The answers of several shards in the order that each of them has. */
  private merged({ tableId, indexId, direction }: CallTarget, answers: readonly Item[]): readonly Item[] {
    const view =
      (indexId === undefined ? undefined : recordOfKind(this.context.document, 'index', indexId)) ??
      recordOfKind(this.context.document, 'table', tableId)
    if (view === undefined) return answers
    const sign = direction === 'ascending' ? 1 : -1
    return [...answers].sort((left, right) => sign * compareKeys(view.key, left, right))
  }

  /** A local index that does not hold what is wanted: DynamoDB fetches the base items when it is asked for them. */
  private fetchesBase({ tableId, indexId, attributes }: CallTarget): boolean {
    const table = recordOfKind(this.context.document, 'table', tableId)
    const index = indexId === undefined ? undefined : recordOfKind(this.context.document, 'index', indexId)
    if (table === undefined || index?.indexKind !== 'LSI') return false
    const projected = projectedNames({ table, index, key: index.key })
    return projected !== 'ALL' && (attributes === undefined || attributes.some(name => !projected.has(name)))
  }

  private filterOf(given: Given, known: Known): ConcreteCondition {
    const found = known.conditions.get(given)
    if (found !== undefined) return found
    const named = [...known.conditions.values()].find(({ attribute }) => attribute === given.attribute)
    const own = attributeOf(known.instance, given.attribute)
    const values = given.values ?? named?.values ?? (own === undefined ? undefined : [own])
    if (values === undefined) throw new NotProvable(`No sample value of "${given.attribute}"`)
    return { attribute: given.attribute, is: given.is ?? '=', values }
  }

  /** The second request of a read whose view does not hold everything: each found item by its key. */
  private async fetch(
    call: PlannedCall,
    target: CallTarget,
    from: CallTarget,
    found: readonly Item[],
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const { table } = this.context.namesOf(target)
    const isSamePlacement = target.placementIds[0] === from.placementIds[0]
    const keys = new Map<string, AttributeMap>()
    for (const item of found) {
      const key = isSamePlacement ? this.context.store.keyOf(table, item) : concreteKey(target, item)
      if (key === undefined) throw new NotProvable('The key of what was found cannot be made')
      keys.set(JSON.stringify(key), key)
    }
    const gets = [...keys.values()].map(
      (key): ConcreteGet => ({
        kind: 'get',
        table,
        key,
        consistent: call.consistent,
        ...(target.attributes === undefined ? {} : { attributes: target.attributes }),
      }),
    )
    const [only] = gets
    if (gets.length === 1 && only !== undefined) return this.context.send(only, calls)
    const items: Item[] = []
    for (let at = 0; at < gets.length; at += 100) {
      items.push(...(await this.context.send({ kind: 'batch-get', members: gets.slice(at, at + 100) }, calls)))
    }
    return items
  }

  async runGets(
    kind: 'batch-get' | 'transact-get',
    path: AccessPath,
    reads: readonly {
      readonly operation: { readonly entityId: RecordId; readonly by: readonly Given[] }
      readonly times?: number
    }[],
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const [call] = path.calls
    const members = new Map<string, ConcreteGet>()
    for (const [at, { operation, times = 1 }] of reads.entries()) {
      const target = call?.targets[at]
      const entity = recordOfKind(this.context.document, 'entity', operation.entityId)
      if (target === undefined || entity === undefined) continue
      const { table } = this.context.namesOf(target)
      for (const instance of (this.context.instances.get(entity.id) ?? []).slice(0, times)) {
        const known = knownFor(
          this.context.document,
          [entity],
          operation.by,
          new Map([[entity.id, [instance]]]),
          passed,
        )
        const key = typeof known === 'string' ? undefined : concreteKey(target, known.attributes)
        if (key === undefined) continue
        const asked = target.attributes === undefined ? {} : { attributes: target.attributes }
        const get: ConcreteGet = { kind: 'get', table, key, consistent: call?.consistent === true, ...asked }
        members.set(JSON.stringify([table, key]), get)
      }
    }
    if (members.size === 0) throw new NotProvable('There are no sample items to read')
    const found: Item[] = []
    const all = [...members.values()]
    for (let at = 0; at < all.length; at += 100) {
      found.push(...(await this.context.send({ kind, members: all.slice(at, at + 100) }, calls)))
    }
    return found
  }
}
