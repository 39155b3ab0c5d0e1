import type { AttributeValue } from '#dynamo'
import { type Reading, readList } from './reading.ts'
import { readValue, valueInCell } from './value-text.ts'

/** The parameters of a statement: `"CUSTOMER#1", 20`. */
export function parametersText(parameters: readonly AttributeValue[]): string {
  return parameters.map(value => valueInCell(value, undefined)).join(', ')
}

/** Reads what `parametersText` writes. */
export function readParameters(text: string): Reading<readonly AttributeValue[]> {
  const list = readList(text)
  if ('fault' in list) return list
  const values: AttributeValue[] = []
  for (const [token, another] of list.value) {
    if (token === undefined) continue
    if (another !== undefined) return { fault: 'Part values with commas; put texts in quotes' }
    const value = readValue(token, '', undefined)
    if ('fault' in value) return value
    values.push(value.value)
  }
  return { value: values }
}
