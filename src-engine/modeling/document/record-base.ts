export type RecordId = string

/** JSON that a reader did not understand and a writer puts back unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
export type UnknownContent = Readonly<Record<string, Json>>

/** What every record of a model has. */
export interface RecordBase {
  readonly id: RecordId
  /** Order among siblings; any finite number, ties broken by id. */
  readonly position: number
  /** Members of the Facet file that this version does not know, kept for the next save. */
  readonly unknown?: UnknownContent
  /** Where the record came from and what that format said that Facet has no place for (NoSQL Workbench …). */
  readonly foreign?: UnknownContent
}
