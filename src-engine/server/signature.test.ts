import { describe, expect, test } from 'vitest'
import { signatureFault } from './signature.ts'

const DATE = '20261101T120000Z'
const SCOPE = 'anyone/20261101/eu-west-1/dynamodb/aws4_request'

function header(
  authorization: string | undefined,
  date: Readonly<Record<string, string>> = { 'x-amz-date': DATE },
): string {
  const fault = signatureFault({ ...(authorization === undefined ? {} : { authorization }), ...date }, '/')
  return fault ? `${fault.code}: ${fault.message}` : 'accepted'
}

const sound = (changes: { algorithm?: string; credential?: string; signed?: string } = {}) =>
  `${changes.algorithm ?? 'AWS4-HMAC-SHA256'} Credential=${changes.credential ?? SCOPE}, ` +
  `SignedHeaders=${changes.signed ?? 'host;x-amz-date'}, Signature=abc`

describe('signature in the header', () => {
  test('any key, Region and separator is accepted', () => {
    for (const authorization of [
      sound(),
      sound({ credential: 'AKIAX/20261101/local/dynamodb/aws4_request' }),
      sound({ signed: 'content-type;Host;x-amz-target' }),
      sound().replaceAll(', ', ','),
      `AWS4-HMAC-SHA256 Signature=abc SignedHeaders=host Credential=${SCOPE}`,
    ]) {
      expect(header(authorization)).toBe('accepted')
      expect(header(authorization)).toBe('accepted')
    }
  })

  test.each([undefined, 'AWS4', 'Bearer x', 'aws4-hmac-sha256 x'])('missing: %s', authorization => {
    expect(header(authorization)).toBe('MissingAuthenticationTokenException: Request is missing Authentication Token')
  })

  test('incomplete: every missing part is listed, then the header', () => {
    expect(header('AWS4-', {})).toBe(
      "IncompleteSignatureException: Authorization header requires 'Credential' parameter. " +
        "Authorization header requires 'Signature' parameter. " +
        "Authorization header requires 'SignedHeaders' parameter. " +
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-",
    )
    for (const parts of ['Signature=b Credential=a', 'Signature=b,Credential=a', 'Signature=b, Credential=a']) {
      expect(header(`AWS4- ${parts}`, { date: 'a' })).toBe(
        `IncompleteSignatureException: Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4- ${parts}`,
      )
    }
  })

  test('date', () => {
    const text = (date: string) =>
      `IncompleteSignatureException: Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`
    expect(header(sound(), { 'x-amz-date': '2026-11-01' })).toBe(text('2026-11-01'))
    expect(header(sound(), { date: 'a' })).toBe(text('a'))
    expect(header(sound(), { date: DATE })).toBe('accepted')
    expect(header(sound(), { date: 'Sun, 01 Nov 2026 12:00:00 GMT' })).toBe('accepted')
    expect(header(sound(), { 'x-amz-date': 'Sun, 01 Nov 2026 12:00:00 GMT' })).toContain('Got')
  })

  test('host, algorithm, credential', () => {
    expect(header(sound({ signed: 'x-host;hosts' }))).toBe(
      "InvalidSignatureException: 'Host' must be a 'SignedHeader' in the AWS Authorization.",
    )
    expect(header(sound({ algorithm: 'AWS4-HMAC-MD5' }))).toBe(
      "IncompleteSignatureException: Unsupported AWS 'algorithm': 'AWS4-HMAC-MD5' (only AWS4-HMAC-SHA256 for now). ",
    )
    for (const credential of ['a/b/c/d', `${SCOPE}/x`]) {
      expect(header(sound({ credential }))).toBe(
        'IncompleteSignatureException: Credential must have exactly 5 slash-delimited elements, e.g. ' +
          `keyid/date/region/service/term, got '${credential}'`,
      )
    }
  })

  test('scope: every fault in one text', () => {
    expect(header(sound({ credential: 'key/20261102//s3/aws3' }))).toBe(
      "InvalidSignatureException: Credential should be scoped to a valid region, not ''. " +
        "Credential should be scoped to correct service: 'dynamodb'. " +
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws3'. " +
        'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        `'20261102' != '20261101', from '${DATE}'.`,
    )
  })

  test('a header that starts like the last sound one is still checked', () => {
    expect(header(sound())).toBe('accepted')
    expect(header(sound().slice(0, -3))).toContain("requires 'Signature'")
    expect(header(sound(), {})).toContain("requires existence of either a 'X-Amz-Date'")
    expect(header(sound(), { 'x-amz-date': '20261101T1200' })).toContain('basic format')
    expect(header(sound(), { 'x-amz-date': '20261102T120000Z' })).toContain('Date in Credential scope does not match')
    expect(header(sound({ credential: `${SCOPE}/x` }))).toContain('exactly 5')
  })
})

describe('signature in the query', () => {
  const query = (url: string, authorization?: string) => {
    const fault = signatureFault(authorization === undefined ? {} : { authorization }, url)
    return fault ? `${fault.code}: ${fault.message}` : 'accepted'
  }

  test('both places', () => {
    expect(query('/?X-Amz-Algorithm', 'X')).toBe(
      "InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    )
    expect(query('/?X-Amz-Algorith', 'X')).toContain('MissingAuthenticationTokenException')
  })

  test('every missing parameter is listed; without the algorithm it is no signature at all', () => {
    const missing = (...names: string[]) =>
      `IncompleteSignatureException: ${names.map(name => `AWS query-string parameters must include 'X-Amz-${name}'. `).join('')}` +
      'Re-examine the query-string parameters.'
    expect(query('/?X-Amz-Algorithm')).toBe(missing('Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date'))
    expect(query('/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d')).toBe(
      missing('SignedHeaders'),
    )
    expect(query('/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d')).toContain('Missing')
  })

  test('the parts are judged as in the header', () => {
    const parameters = (credential: string) =>
      `/?${new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': credential,
        'X-Amz-Signature': 'abc',
        'X-Amz-SignedHeaders': 'host',
        'X-Amz-Date': DATE,
      })}`
    expect(query(parameters(SCOPE))).toBe('accepted')
    expect(query(parameters('a/b'))).toContain('exactly 5')
  })
})
