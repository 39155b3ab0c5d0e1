/** A DescribeTable request after the shape check. */
export interface DescribeTableInput {
  readonly TableName: string
}
