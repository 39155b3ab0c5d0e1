import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { base64ByteLength, checkBase64, decodeBase64, encodeBase64 } from './base64.ts'

const bytesToBtoa = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

test('encodeBase64 and decodeBase64 agree with btoa and with each other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), bytes => {
      const text = encodeBase64(bytes)
      expect(text).toBe(bytesToBtoa(bytes))
      expect(decodeBase64(text)).toEqual(bytes)
      expect(base64ByteLength(text)).toBe(bytes.length)
    }),
  )
})

describe('checkBase64', () => {
  test.each(['', 'AA==', 'AAA=', 'AAAA', '/w==', '+/+/'])('takes %j', text => {
    expect(() => checkBase64(text)).not.toThrow()
  })

  test.each([
    ['A', 'Base64 encoded length is expected a multiple of 4 bytes but found: 1'],
    ['AAAAA', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['AB==', 'Invalid last non-pad Base64 character dectected'],
    ['AAB=', 'Invalid last non-pad Base64 character dectected'],
    ['A===', "Invalid Base64 character: '='"],
    ['====', "Invalid Base64 character: '='"],
    ['A=AA', "Invalid Base64 character: '='"],
    ['AA-_', "Invalid Base64 character: '-'"],
    ['AA A', "Invalid Base64 character: ' '"],
    ['AAé=', "Invalid Base64 character: 'é'"],
  ])('refuses %j', (text, message) => {
    const refused = expect.objectContaining({ code: 'SerializationException', message })
    expect(() => checkBase64(text)).toThrow(refused)
    expect(() => decodeBase64(text)).toThrow(refused)
  })

  test('accepted text is the only spelling of its bytes', () => {
    const near = fc.string({ unit: fc.constantFrom('A', 'B', 'Q', 'w', '/', '='), maxLength: 8 })
    fc.assert(
      fc.property(near, text => {
        try {
          expect(encodeBase64(decodeBase64(text))).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(DynamoError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
