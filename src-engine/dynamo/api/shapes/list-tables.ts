/** A ListTables request after the shape check. */
export interface ListTablesInput {
  /** Need not exist: names after it in order are listed. */
  readonly ExclusiveStartTableName?: string | undefined
  /** 1 to 100, absent means 100. */
  readonly Limit?: number | undefined
}
