import type { ScalarType } from '../values/attribute-value.ts'

/** One attribute of a key and the type every item must give it. */
export interface KeyPart {
  readonly name: string
  readonly type: ScalarType
}

/**
 * A primary or index key as two lists of parts. Tables and LSIs have one partition part and at most one sort part;
 * a GSI has one to four partition parts and none to four sort parts (since November 2025).
 */
export interface KeyDefinition {
  readonly partition: readonly KeyPart[]
  readonly sort: readonly KeyPart[]
}

/** Which attributes an index copies beside the keys. */
export type Projection =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] }

/** Provisioned throughput in units per second; zeros stand for on-demand, as DescribeTable prints it. */
export interface Throughput {
  readonly read: number
  readonly write: number
}

export interface IndexDefinition {
  readonly name: string
  readonly kind: 'GSI' | 'LSI'
  readonly key: KeyDefinition
  readonly projection: Projection
}

/** How near two vectors are. COSINE and EUCLIDEAN are distances, lower is nearer; of DOT_PRODUCT higher is nearer. */
export type DistanceFunction = 'COSINE' | 'DOT_PRODUCT' | 'EUCLIDEAN'

/**
 * An attribute that searches may name. By the HASH every search is narrowed to one value, and items without it are not
 * in the index; an INLINE_FILTER may be left out of a search, and of an item.
 */
export interface SearchAttribute extends KeyPart {
  readonly role: 'HASH' | 'INLINE_FILTER'
}

/** An index over the vectors in one attribute (since August 2026). Nothing about it ever changes. */
export interface VectorIndexDefinition {
  readonly name: string
  /** The attribute that holds the vector: a list of numbers. */
  readonly attribute: string
  readonly dimensions: number
  readonly distance: DistanceFunction
  /** In the order declared; at most one HASH. */
  readonly searchSchema: readonly SearchAttribute[]
  readonly projection: Projection
}

/** What decides how a table stores and finds items. Settings that do not (class, tags, TTL …) live in the catalogue. */
export interface TableDefinition {
  readonly name: string
  readonly key: KeyDefinition
  readonly indexes: readonly IndexDefinition[]
  /** Absent when the table has none, which is what nearly every write asks first. */
  readonly vectors?: readonly VectorIndexDefinition[]
}

/** Every part of a key, partition parts first. */
export function keyParts(key: KeyDefinition): readonly KeyPart[] {
  return key.sort.length === 0 ? key.partition : [...key.partition, ...key.sort]
}
