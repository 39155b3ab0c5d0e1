import type { EntityRecord, RecordId } from '../document/model-document.ts'
import type { Layout } from './layout.ts'

/** Everything the planner decides, before it has names: which entities share a table, and their keys. */
export interface DesignChoice {
  /** Entities by table. */
  readonly tables: readonly (readonly RecordId[])[]
  readonly keys: ReadonlyMap<RecordId, EntityKeys>
}

/** The keys of one entity. */
export interface EntityKeys {
  readonly main: Layout
  /** By number of the global index in its table; undefined: not in that index. */
  readonly global: readonly (Layout | undefined)[]
  /** By number of the local index: what orders there. */
  readonly local: readonly (readonly string[] | undefined)[]
  /** Where a copy of the newest version lies, for those who do not know its number (rule K5). */
  readonly current?: Layout
}

/** Attributes that no two of the entity may share, beside its identity. */
export function uniqueAttributes(entity: EntityRecord): EntityRecord['attributes'] {
  return entity.attributes.filter(
    ({ name, unique }) => unique === true && !(entity.identity.length === 1 && entity.identity[0] === name),
  )
}
