import { type AttributeMap, DynamoError, RequestFault, readAttributeValue } from '#dynamo'

/**
 * Reads ExpressionAttributeValues in place. The older layer tells which one is at fault; the current one does not.
 *
 * @throws RequestFault with both texts
 */
export function readExpressionValues(values: AttributeMap): void {
  for (const name in values) {
    try {
      readAttributeValue(values[name])
    } catch (error) {
      if (!(error instanceof DynamoError) || error.code !== 'ValidationException') throw error
      const [text, enveloped] =
        error instanceof RequestFault ? [error.olderMessage, error.enveloped] : [error.message, false]
      throw new RequestFault(
        error.message,
        `ExpressionAttributeValues contains invalid value: ${text} for key ${name}`,
        enveloped,
      )
    }
  }
}
