import { attributeOf, emptyAttributeMap, type Item, readPath, type SelectColumn } from '#dynamo'
import { AttributePicker } from '../storage/attribute-picker.ts'

/** The columns of an item, each under its own name; what is not there is left out. */
export function columnsOf(item: Item, columns: readonly SelectColumn[]): Item {
  const found = emptyAttributeMap()
  for (const { name, path } of columns) {
    const value = path.length === 1 ? attributeOf(item, path[0]) : readPath(item, path)
    if (value !== undefined) found[name] = value
  }
  return found
}

/**
 * The columns of stored items, as JSON text.
 *
 * @returns a function for the items of one statement, which are answered as they lie when all is asked for
 */
export function columnsText(columns: readonly SelectColumn[] | undefined): (stored: string) => string {
  if (columns === undefined) return stored => stored
  const picker = new AttributePicker(columns.map(({ path }) => path))
  return stored => JSON.stringify(columnsOf(picker.itemOf(stored), columns))
}
