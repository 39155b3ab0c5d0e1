import type { AttributeType } from '#dynamo'
import type { Json, RecordBase, RecordId } from './record-base.ts'

/**
 * Records about what the application means, before any table: entities and how they relate. How an entity's items lie in a
 * table is a placement.
 */

/** A thing the application stores: Customer, Order, Message. */
export interface EntityRecord extends RecordBase {
  readonly kind: 'entity'
  readonly name: string
  readonly description?: string
  readonly attributes: readonly EntityAttribute[]
  /** The attributes that tell two of them apart, in order; what get, update and delete are expected to be given. */
  readonly identity: readonly string[]
  /** How many there are. Absent: unknown, which is a gap and not zero. */
  readonly volume?: Volume
  /** One of the twelve entity colours, 1 to 12. Absent: by the entity's place. */
  readonly color?: number
}

export interface Volume {
  /** Items of the entity today. */
  readonly count: number
  /** Items added in a month, beside those that are deleted. */
  readonly growth?: number
}

/** A logical attribute; in the table it has the same name unless a key template takes it up. */
export interface EntityAttribute {
  readonly name: string
  readonly type: AttributeType
  /** Not every item has it. A template that names an optional attribute makes its index sparse. */
  readonly optional?: boolean
  /** Of an optional attribute: the share of items that have it, 0 to 1. Absent: half. */
  readonly presence?: number
  /** Typical and largest size of the value in bytes. Absent: by type (planning rule 0 of the design rules). */
  readonly size?: number
  readonly maxSize?: number
  /** No two of the entity may have the same value, beside the identity. */
  readonly unique?: boolean
  /** It may change during the life of an item. Absent: only what update patterns set does. */
  readonly mutable?: boolean
  /** Distinct values under load; decides whether it can spread partitions. Absent: as many as there are entities. */
  readonly distinct?: number
  /** How sample values are made. Absent: by name and type. */
  readonly generator?: Generator
}

/**
 * How sample values of an attribute are made: the name of a generator (sample-data/generators.ts) and its settings, such
 * as `{ "type": "one-of", "values": ["OPEN", "SHIPPED"] }` or `{ "type": "integer", "min": 1, "max": 5 }`.
 */
export interface Generator {
  readonly type: string
  readonly [setting: string]: Json
}

/** How two entities belong together. */
export interface RelationRecord extends RecordBase {
  readonly kind: 'relation'
  /** Such as `places`; read from parent to child. Absent: nameless. */
  readonly name?: string
  readonly parentId: RecordId
  readonly childId: RecordId
  readonly cardinality: 'one-to-one' | 'one-to-many' | 'many-to-many'
  /**
   * Attributes of the child that hold the parent's identity. Of many-to-many the child is the entity that links (its items
   * hold both sides), and each side has a one-to-many relation of its own; `many-to-many` is for models that have no
   * linking entity yet.
   */
  readonly via: readonly { readonly parent: string; readonly child: string }[]
  /** Children of one parent: typical and largest number. Absent: from the volumes of the two. */
  readonly typical?: number
  readonly most?: number
  /** Share of reads of either that want both, 0 to 1. Absent: what the patterns say. */
  readonly readTogether?: number
}

/**
 * How an entity's items lie in a table: one row of the entity chart. An entity may have several in one table or in
 * several: copies for another direction, items that keep a value unique.
 */
export interface PlacementRecord extends RecordBase {
  readonly kind: 'placement'
  readonly tableId: RecordId
  readonly entityId: RecordId
  /**
   * `main`: the items themselves. `copy`: written with them, for another access path. `unique`: a sibling item that makes
   * a value unique. Absent: main.
   */
  readonly role?: 'main' | 'copy' | 'unique'
  /** Of copies and unique items: told apart by a name, such as `by email`. */
  readonly name?: string
  /**
   * Key and index key attributes (and constants such as an item type) by name, as key templates: `ORDER#{orderDate}`.
   * A key attribute that has no template and the name of an attribute of the entity is that attribute.
   */
  readonly templates: Readonly<Record<string, string>>
  /** The entity's attributes that these items hold. Absent: all. */
  readonly attributes?: readonly string[]
}
