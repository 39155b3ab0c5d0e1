import { describe, expect, test } from 'vitest'
import { DynamoError, validationError } from './dynamo-error.ts'
import { RequestFault, withEnvelope, withOlderWording } from './request-fault.ts'

describe('withEnvelope', () => {
  test('puts the envelope in front of a request fault, once', () => {
    const fault = new RequestFault('Value of the fault')
    const wrapped = withEnvelope(fault)
    expect(wrapped).toBeInstanceOf(DynamoError)
    expect(wrapped).toMatchObject({
      code: 'ValidationException',
      message: '1 validation error detected: Value of the fault',
    })
    expect(withEnvelope(wrapped)).toBe(wrapped)
  })

  test('leaves other errors as they came', () => {
    const bare = validationError('The provided key element does not match the schema')
    const foreign = new TypeError('not from DynamoDB')
    expect(withEnvelope(bare)).toBe(bare)
    expect(withEnvelope(foreign)).toBe(foreign)
  })
})

describe('withOlderWording', () => {
  test('takes the older text where one is known, the current one otherwise', () => {
    expect(withOlderWording(new RequestFault('now', 'then'))).toMatchObject({ message: 'then' })
    expect(withOlderWording(new RequestFault('always'))).toMatchObject({ message: 'always' })
  })

  test('leaves other errors as they came', () => {
    const bare = validationError('Empty attribute name')
    expect(withOlderWording(bare)).toBe(bare)
  })
})
