import {
  attributeOf,
  equalValues,
  filtersOf,
  hashOf,
  type Item,
  isNearer,
  itemSize,
  Nearest,
  parseJson,
  projectedAttributesOf,
  type Scorer,
  type SearchScope,
  scorerOf,
  type VectorIndexDefinition,
} from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import type { StoredVector, VectorRows } from '../storage/vector-rows.ts'
import type { TableState } from '../tables/table-state.ts'

/** What a search asks for. */
export interface SearchFor {
  readonly vector: Float32Array
  readonly scope: SearchScope
  /** Results at most. */
  readonly limit: number
}

/** One of the nearest items. */
export interface SearchHit {
  readonly score: number
  /** The vector as the index keeps it. */
  readonly vector: Float32Array
  /** What the index answers of the item, without the vector. */
  readonly attributes: Item
  /** Bytes of those. */
  readonly size: number
}

/**
 * An exact search of one vector index: every vector in its scope is looked at, a short step at a time, so that others
 * are answered in between. What they write meanwhile is seen or not, as with any read that is not consistent; what is
 * found is looked at again at the end, so that no answer holds what is gone.
 */
export class VectorSearch {
  readonly index: VectorIndexDefinition
  readonly #rows: VectorRows
  readonly #for: SearchFor
  readonly #score: Scorer
  readonly #nearest: Nearest<RowKey>
  readonly #steps: Generator<readonly StoredVector[], readonly StoredVector[]>
  #seen = 0

  constructor(index: VectorIndexDefinition, rows: VectorRows, wanted: SearchFor) {
    this.index = index
    this.#rows = rows
    this.#for = wanted
    this.#score = scorerOf(index.distance, wanted.vector)
    this.#nearest = new Nearest(index.distance, wanted.limit, precedes)
    this.#steps = rows.walk(wanted.scope)
  }

  /** Vectors that have been looked at. */
  get seen(): number {
    return this.#seen
  }

  /** Looks at the next vectors; false when those were the last. */
  step(): boolean {
    const { done, value } = this.#steps.next()
    for (const [row, vector] of value) this.#nearest.offer(this.#score(vector), () => this.#rows.keyOf(row))
    this.#seen += value.length
    return done !== true
  }

  /** The nearest that are still there, best first. */
  hits(table: TableState): readonly SearchHit[] {
    const hits: (readonly [RowKey, SearchHit])[] = []
    for (const { what: key } of this.#nearest.all) {
      const hit = this.#hit(table, key)
      if (hit !== undefined) hits.push([key, hit])
    }
    const { distance } = this.index
    hits.sort(([keyA, a], [keyB, b]) => {
      if (a.score !== b.score) return isNearer(distance, a.score, b.score) ? -1 : 1
      return keyA.compare(keyB)
    })
    return hits.map(([, hit]) => hit)
  }

  #hit(table: TableState, key: RowKey): SearchHit | undefined {
    const vector = this.#rows.get(key)
    const row = table.rows.get(key)
    if (vector === undefined || row === undefined) return undefined
    const item = parseJson(row[1]) as Item
    if (!isInScope(this.index, this.#for.scope, item)) return undefined
    const attributes = projectedAttributesOf(table.facts.definition, this.index, item)
    return { score: this.#score(vector), vector, attributes, size: itemSize(attributes) }
  }
}

/** Of equal distances the smaller key comes first, so that the same data is always answered in the same order. */
function precedes(a: RowKey, b: RowKey): boolean {
  return a.compare(b) < 0
}

function isInScope(index: VectorIndexDefinition, { hash, filters }: SearchScope, item: Item): boolean {
  const attribute = hashOf(index)
  const wanted = [
    ...(attribute === undefined ? [] : [[attribute.name, hash] as const]),
    ...filtersOf(index).map(({ name }, at) => [name, filters[at]] as const),
  ]
  return wanted.every(([name, value]) => {
    if (value === undefined) return true
    const stored = attributeOf(item, name)
    return stored !== undefined && equalValues(stored, value)
  })
}
