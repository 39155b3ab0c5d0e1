/** A DeleteTable request after the shape check. */
export interface DeleteTableInput {
  readonly TableName: string
}
