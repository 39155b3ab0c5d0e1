import { type AttributeMap, type AttributeValue, attributeOf, emptyAttributeMap } from '#dynamo'
import type { EntityRecord, ModelDocument, RecordId, RelationRecord } from '../document/model-document.ts'
import { relationsOf } from '../document/queries.ts'
import { Chance } from '../sample-data/chance.ts'
import { makeValue } from '../sample-data/generators.ts'
import type { Instances } from './known-values.ts'

/** Tries to make an identity that is not there yet. */
const TRIES = 20

/** Makes things that are not there yet, for puts: related to the samples and to what the same use of a pattern writes. */
export class InstanceMaker {
  private readonly document: ModelDocument
  private readonly instances: Instances
  /** What this use has written last of each entity. */
  private readonly written: ReadonlyMap<RecordId, AttributeMap>
  private readonly madeOf = new Map<RecordId, readonly AttributeMap[]>()
  private made = 0

  constructor(document: ModelDocument, instances: Instances, written: ReadonlyMap<RecordId, AttributeMap>) {
    this.document = document
    this.instances = instances
    this.written = written
  }

  /** As the first sample is, with an identity of its own. */
  make(entity: EntityRecord): AttributeMap {
    const taken = this.takenBy(entity)
    const inherited = this.freeLink(entity, taken)
    for (let attempt = 0; ; attempt++) {
      // A parent that has one of everything is given up for another.
      const from = attempt < TRIES / 2 ? inherited : this.inherited(entity, attempt)
      const fresh = this.instanceWith(entity, from, attempt)
      if (attempt < TRIES && taken.has(identityOf(entity, name => attributeOf(fresh, name)))) continue
      this.madeOf.set(entity.id, [...(this.madeOf.get(entity.id) ?? []), fresh])
      return fresh
    }
  }

  private instanceWith(
    entity: EntityRecord,
    inherited: ReadonlyMap<string, AttributeValue>,
    attempt: number,
  ): AttributeMap {
    const at = this.made++
    const model = this.instances.get(entity.id)?.[0] ?? emptyAttributeMap()
    const fresh = emptyAttributeMap()
    for (const attribute of entity.attributes) {
      const isOwn = entity.identity.includes(attribute.name) || attribute.unique === true
      const kept = inherited.get(attribute.name) ?? (isOwn ? undefined : attributeOf(model, attribute.name))
      const isMissing = attribute.optional === true && attributeOf(model, attribute.name) === undefined
      if (kept === undefined && isMissing && !isOwn) continue
      const chance = Chance.of('proof', entity.id, attribute.name, at, attempt)
      const value = kept ?? makeValue(attribute, { chance, at: 900_000 + at })
      if (value !== undefined) fresh[attribute.name] = value
    }
    return fresh
  }

  /** Identities that there are, in the samples or by this use. */
  private takenBy(entity: EntityRecord): ReadonlySet<string> {
    const taken = [...(this.instances.get(entity.id) ?? []), ...(this.madeOf.get(entity.id) ?? [])]
    return new Set(taken.map(instance => identityOf(entity, name => attributeOf(instance, name))))
  }

  /**
   * What the new thing has from its parents. Where that is its whole identity (a member is a room and a user), parents are
   * taken that are not linked yet; are all of them, the last one is somebody of whom there is no sample.
   */
  private freeLink(entity: EntityRecord, taken: ReadonlySet<string>): ReadonlyMap<string, AttributeValue> {
    const most = Math.max(
      1,
      ...linksTo(this.document, entity).map(({ parentId }) => this.instances.get(parentId)?.length ?? 1),
    )
    const isTaken = (from: ReadonlyMap<string, AttributeValue>): boolean =>
      taken.has(identityOf(entity, name => from.get(name)))
    let values = this.inherited(entity, 0)
    const last = entity.identity.at(-1)
    if (last === undefined || !entity.identity.every(name => values.has(name))) return values
    for (let skip = 1; skip < most && isTaken(values); skip++) values = this.inherited(entity, skip)
    return isTaken(values) ? new Map([...values].filter(([name]) => name !== last)) : values
  }

  /**
   * What the new thing has from its parents: those written by the same use, else those of the samples.
   *
   * @param skip how many samples of the last parent are passed over
   */
  private inherited(entity: EntityRecord, skip: number): ReadonlyMap<string, AttributeValue> {
    const values = new Map<string, AttributeValue>()
    const links = linksTo(this.document, entity)
    for (const [at, { parentId, via }] of links.entries()) {
      const samples = this.instances.get(parentId) ?? []
      const parent = this.written.get(parentId) ?? samples[at === links.length - 1 ? skip % samples.length : 0]
      for (const pair of via) {
        const value = parent && attributeOf(parent, pair.parent)
        if (value !== undefined && !values.has(pair.child)) values.set(pair.child, value)
      }
    }
    return values
  }
}

/** The relations in which the entity is the child of another. */
function linksTo(document: ModelDocument, { id }: EntityRecord): readonly RelationRecord[] {
  return relationsOf(document).filter(({ childId, parentId }) => childId === id && parentId !== id)
}

function identityOf(
  { identity }: EntityRecord,
  attributeNamed: (name: string) => AttributeValue | undefined,
): string {
  return JSON.stringify(identity.map(attributeNamed))
}
