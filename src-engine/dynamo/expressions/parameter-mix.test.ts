import { describe, expect, test } from 'vitest'
import { RequestFault, withOlderWording } from '../errors/request-fault.ts'
import { checkAttributesHaveExpression, checkMixing } from './parameter-mix.ts'

const values = { ':a': { S: 'x' } }

describe('checkMixing', () => {
  test('one kind of parameter is fine', () => {
    expect(() => checkMixing(['Expected'], [])).not.toThrow()
    expect(() => checkMixing([], ['ConditionExpression'])).not.toThrow()
  })

  test('both kinds are listed', () => {
    expect(() => checkMixing(['AttributeUpdates', 'Expected'], ['UpdateExpression', 'ConditionExpression'])).toThrow(
      new RequestFault(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}',
      ),
    )
  })
})

describe('checkAttributesHaveExpression', () => {
  function older(expressions: Record<string, string | undefined>): string {
    try {
      checkAttributesHaveExpression({ values }, expressions)
    } catch (error) {
      return (withOlderWording(error) as Error).message
    }
    return 'none'
  }

  test('names and values want an expression, names first', () => {
    const none = { ConditionExpression: undefined }
    expect(() => checkAttributesHaveExpression({ names: { '#a': 'a' }, values }, none)).toThrow(
      new RequestFault('ExpressionAttributeNames can only be specified when using expressions'),
    )
    expect(() => checkAttributesHaveExpression({ values }, none)).toThrow(
      /^ExpressionAttributeValues can only be specified when using expressions$/,
    )
  })

  test('an empty expression is one', () => {
    expect(() => checkAttributesHaveExpression({ values }, { ConditionExpression: '' })).not.toThrow()
  })

  test('the older layer says which expressions are missing', () => {
    const text = 'ExpressionAttributeValues can only be specified when using expressions: '
    expect(older({ ConditionExpression: undefined })).toBe(`${text}ConditionExpression is null`)
    expect(older({ UpdateExpression: undefined, ConditionExpression: undefined })).toBe(
      `${text}UpdateExpression and ConditionExpression are null`,
    )
    expect(
      older({ FilterExpression: undefined, KeyConditionExpression: undefined, ProjectionExpression: undefined }),
    ).toBe(`${text}FilterExpression and KeyConditionExpression are null`)
  })
})
