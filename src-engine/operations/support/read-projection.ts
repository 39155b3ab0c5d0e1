import {
  Bindings,
  type BoundProjection,
  bindProjection,
  checkAttributesHaveExpression,
  checkMixing,
  type GetItemInput,
  lowerAttributesToGet,
} from '#dynamo'

/** ProjectionExpression or AttributesToGet of a read without other expressions. */
export function bindReadProjection(
  input: Pick<GetItemInput, 'AttributesToGet' | 'ProjectionExpression' | 'ExpressionAttributeNames'>,
): BoundProjection | undefined {
  const { AttributesToGet, ProjectionExpression, ExpressionAttributeNames: names } = input
  if (AttributesToGet === undefined && ProjectionExpression === undefined && names === undefined) return undefined
  checkMixing(
    AttributesToGet === undefined ? [] : ['AttributesToGet'],
    ProjectionExpression === undefined ? [] : ['ProjectionExpression'],
  )
  checkAttributesHaveExpression({ names }, { ProjectionExpression })
  if (AttributesToGet !== undefined) return lowerAttributesToGet(AttributesToGet)
  if (ProjectionExpression === undefined) return undefined
  const bindings = new Bindings({ names })
  const projection = bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  return projection
}
