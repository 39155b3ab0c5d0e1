import type { ModelDocument, ModelRecord, RecordId } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'

/** What taking some parts of a design does to a model. */
export interface PartsAdoption {
  /** Records that come, and those that are there and change, as they are afterwards. */
  readonly written: readonly ModelRecord[]
  /** Records that go. */
  readonly removed: readonly ModelRecord[]
  /** What becomes of each table of the design of which something is taken. */
  readonly tables: readonly AdoptedTable[]
  /** Entities that are left out, whose items get keys in indexes that are taken beside the keys they have. */
  readonly filled: readonly RecordId[]
}

export interface AdoptedTable {
  /** The id in the design. */
  readonly id: RecordId
  /** `merged`: its parts go into a table that is there. `added`: it is new. `beside`: new, and another has its name. */
  readonly as: 'merged' | 'added' | 'beside'
  /** What the table is called in the model. */
  readonly name: string
}

/** The model after an adoption; facets may still look through indexes that are gone (the command sees to them). */
export function withAdoption(
  document: ModelDocument,
  { written, removed }: Pick<PartsAdoption, 'written' | 'removed'>,
): ModelDocument {
  const gone = new Set(removed.map(({ id }) => id))
  return documentOf([...Object.values(document.records).filter(({ id }) => !gone.has(id)), ...written])
}
