import type { AttributeValue } from '#dynamo'
import { jsonOf } from '../json/json-value.ts'
import type { ObjectReader } from './object-reader.ts'
import type { Comparison, Given, WriteCondition } from './pattern-record.ts'
import { readAttribute } from './read-item.ts'
import { keepRest, present } from './record-rest.ts'

const COMPARISONS: readonly Comparison[] = ['=', '<', '<=', '>', '>=', 'between', 'begins_with']
const EXISTENCE: readonly Extract<WriteCondition, string>[] = ['exists', 'absent']

/** `"exists"`, `"absent"`, or an object about one attribute. */
export function readOptionalCondition(reader: ObjectReader): WriteCondition | undefined {
  const node = reader.node('condition')
  if (node === undefined) return undefined
  if (node.kind === 'object') {
    return reader.optionalObject('condition', about =>
      keepRest(about, {
        attribute: about.text('attribute'),
        is: about.oneOf('is', ['unchanged', 'at-least']),
      }),
    )
  }
  return reader.optionalOneOf('condition', EXISTENCE)
}

export function readGivens(reader: ObjectReader, name: string): readonly Given[] {
  return reader.objects(name, readGiven)
}

export function readOptionalGivens(reader: ObjectReader, name: string): readonly Given[] | undefined {
  return reader.optionalObjects(name, readGiven)
}

function readGiven(reader: ObjectReader): Given {
  return keepRest(reader, {
    attribute: reader.text('attribute'),
    ...present('is', reader.optionalOneOf('is', COMPARISONS)),
    ...present('values', readOptionalValues(reader, 'values')),
  })
}

/** Values in DynamoDB JSON, made canonical. */
export function readOptionalValues(reader: ObjectReader, name: string): readonly AttributeValue[] | undefined {
  if (!reader.has(name)) return undefined
  return reader.list(name).flatMap(({ node, path }) => {
    const read = readAttribute('value', jsonOf(node))
    if ('value' in read) return [read.value]
    reader.reportAt(node, path, read.reason, 'Write the value in DynamoDB JSON, such as {"S": "text"}.')
    return []
  })
}
