import { type BoundProjection, projectItem } from '#dynamo'
import { AttributePicker } from '../../storage/attribute-picker.ts'

/**
 * The projected part of stored items, as JSON text. What is not projected is not parsed.
 *
 * @returns a function for the items of one request
 */
export function textProjector(projection: BoundProjection): (text: string) => string {
  const picker = new AttributePicker(projection.paths)
  return text => JSON.stringify(projectItem(picker.itemOf(text), projection))
}
