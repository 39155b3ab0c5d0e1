import { expect, test } from 'vitest'
import { bodyText, messageIn } from './body-text.ts'

test('JSON is laid out, also with a name that objects have by nature', () => {
  expect(bodyText('{"a":{"__proto__":{"S":"x"}}}')).toBe(
    '{\n  "a": {\n    "__proto__": {\n      "S": "x"\n    }\n  }\n}',
  )
})

test('what was cut stays as it is', () => {
  expect(bodyText('{"a":')).toBe('{"a":')
  expect(bodyText('')).toBe('')
})

test('an error’s message, in either spelling', () => {
  expect(messageIn('{"__type":"x#ValidationException","message":"m"}')).toBe('m')
  expect(messageIn('{"Message":"m"}')).toBe('m')
  expect(messageIn('{"message":1}')).toBeUndefined()
  expect(messageIn('null')).toBeUndefined()
  expect(messageIn('<html>')).toBeUndefined()
})
