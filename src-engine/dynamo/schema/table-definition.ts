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

/** What decides how a table stores and finds items. Settings that do not (class, tags, TTL …) live in the catalogue. */
export interface TableDefinition {
  readonly name: string
  readonly key: KeyDefinition
  readonly indexes: readonly IndexDefinition[]
}

/** Every part of a key, partition parts first. */
export function keyParts(key: KeyDefinition): readonly KeyPart[] {
  return key.sort.length === 0 ? key.partition : [...key.partition, ...key.sort]
}
