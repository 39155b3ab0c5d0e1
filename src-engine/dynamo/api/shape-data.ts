/**
 * The form of the generated shape data (model/shapes.ts): what the service model says about an input, without prose.
 * Lengths count characters, list elements or map entries; ranges are inclusive.
 */
export type ShapeData = StructureShape | ListShape | MapShape | StringShape | NumberShape | PlainShape

export interface StructureShape {
  readonly type: 'structure'
  readonly required?: readonly string[]
  /** Member name → shape name, in the model's order. */
  readonly members: Readonly<Record<string, string>>
}

export interface ListShape {
  readonly type: 'list'
  /** Shape name of the elements. */
  readonly member: string
  readonly min?: number
  readonly max?: number
}

export interface MapShape {
  readonly type: 'map'
  /** Shape names of keys and values. */
  readonly key: string
  readonly value: string
  readonly min?: number
  readonly max?: number
}

export interface StringShape {
  readonly type: 'string'
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
}

export interface NumberShape {
  readonly type: 'integer' | 'long' | 'double'
  readonly min?: number
  readonly max?: number
}

export interface PlainShape {
  readonly type: 'blob' | 'boolean' | 'timestamp'
}
