import {
  Bindings,
  type BoundProjection,
  bindProjection,
  checkAttributesHaveExpression,
  checkMixing,
  type GetItemInput,
  lowerAttributesToGet,
} from '#dynamo'

type ReadParameters = Pick<GetItemInput, 'AttributesToGet' | 'ProjectionExpression' | 'ExpressionAttributeNames'>

/** ProjectionExpression and AttributesToGet are not mixed, names have an expression. Comes before values are read. */
export function checkReadParameters(input: ReadParameters): void {
  const { AttributesToGet, ProjectionExpression, ExpressionAttributeNames: names } = input
  checkMixing(
    AttributesToGet === undefined ? [] : ['AttributesToGet'],
    ProjectionExpression === undefined ? [] : ['ProjectionExpression'],
  )
  checkAttributesHaveExpression({ names }, { ProjectionExpression })
}

/** ProjectionExpression or AttributesToGet of a read without other expressions. */
export function bindReadProjection(input: ReadParameters): BoundProjection | undefined {
  const { AttributesToGet, ProjectionExpression, ExpressionAttributeNames: names } = input
  if (AttributesToGet !== undefined) return lowerAttributesToGet(AttributesToGet)
  if (ProjectionExpression === undefined) return undefined
  const bindings = new Bindings({ names })
  const projection = bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  return projection
}
