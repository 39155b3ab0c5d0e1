import { expect, test } from 'vitest'
import { javaMapOrder } from './java-map-order.ts'

/** Members of requests, in the order in which several faulty ones were seen listed. */
test.each([
  [
    'UpdateItem, of 13 members',
    ['returnConsumedCapacity', 'tableName', 'returnValues', 'key'],
    [
      'attributeUpdates',
      'expected',
      'conditionalOperator',
      'returnItemCollectionMetrics',
      'updateExpression',
      'conditionExpression',
      'expressionAttributeNames',
      'expressionAttributeValues',
      'returnValuesOnConditionCheckFailure',
    ],
  ],
  [
    'PutItem, of 11 members',
    ['returnValues', 'tableName'],
    [
      'item',
      'expected',
      'returnConsumedCapacity',
      'returnItemCollectionMetrics',
      'conditionalOperator',
      'conditionExpression',
      'expressionAttributeNames',
      'expressionAttributeValues',
      'returnValuesOnConditionCheckFailure',
    ],
  ],
  [
    'TransactWriteItems',
    ['clientRequestToken', 'returnConsumedCapacity', 'returnItemCollectionMetrics'],
    ['transactItems'],
  ],
])('%s', (_, seen, others) => {
  expect(javaMapOrder([...others, ...seen].reverse()).filter(name => seen.includes(name))).toEqual(seen)
})
