import { describe, expect, test } from 'vitest'
import type { SignedRequest } from './canonical-request.ts'
import { type AccessKey, SignatureVerifier } from './signature-verifier.ts'

const SIGNED_AT = Date.UTC(2026, 10, 1, 12)
const MINUTE = 60_000
const KEY: AccessKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const TEMPORARY: AccessKey = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'temporary/secret+key',
  sessionToken: 'to+ken/with=signs',
}

const HEADERS = {
  host: 'x.example:8000',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
}
const authorization = (key: string, region: string, signed: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261101/${region}/dynamodb/aws4_request, SignedHeaders=${signed}, Signature=${signature}`
const inQuery = (key: string, more: string, signature: string) =>
  `/?Limit=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${key}%2F20261101%2Feu-west-1%2Fdynamodb%2Faws4_request&X-Amz-Date=20261101T120000Z&X-Amz-Expires=600&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target${more}&X-Amz-Signature=${signature}`

/** Signed by botocore 1.43, at noon. */
const BY_BOTOCORE = {
  key: {
    method: 'POST',
    url: '/',
    headers: {
      ...HEADERS,
      'x-amz-date': '20261101T120000Z',
      authorization: authorization(
        'AKIDEXAMPLE',
        'eu-west-1',
        'content-type;host;x-amz-date;x-amz-target',
        '9afd9c54a72dea08be76c1b4eb981510f4c833ce3df5389fe55754ecafa5d055',
      ),
    },
    body: Buffer.from('{"Limit":1}'),
  },
  'temporary key': {
    method: 'POST',
    url: '/',
    headers: {
      ...HEADERS,
      'x-amz-date': '20261101T120000Z',
      'x-amz-security-token': 'to+ken/with=signs',
      authorization: authorization(
        'ASIAEXAMPLE',
        'eu-west-1',
        'content-type;host;x-amz-date;x-amz-security-token;x-amz-target',
        '0a6a38161b57d1e62f41c1d41636bccbe3e5f6e4685b4b0f6b6f931372c1d977',
      ),
    },
    body: Buffer.from('{"Limit":1}'),
  },
  'odd path, query and header': {
    method: 'POST',
    url: '/a%20b/../c//d/?b=2&a=%C3%A9%2F&a=1&c',
    headers: {
      ...HEADERS,
      'x-note': '  two   blanks  inside ',
      'x-amz-date': '20261101T120000Z',
      authorization: authorization(
        'AKIDEXAMPLE',
        'us-east-1',
        'content-type;host;x-amz-date;x-amz-target;x-note',
        '992df6210f569b1d77a57ef87c4241f0b6998c605bf77f6f3697e1acc4c57141',
      ),
    },
    body: Buffer.from('é'),
  },
  'key, in the query': {
    method: 'POST',
    url: inQuery('AKIDEXAMPLE', '', 'bbbde7b772e108e5edd8f25ebbb2ee89d411be7020373e7f2681f677f0da1dc9'),
    headers: HEADERS,
    body: undefined,
  },
  'temporary key, in the query': {
    method: 'POST',
    url: inQuery(
      'ASIAEXAMPLE',
      '&X-Amz-Security-Token=to%2Bken%2Fwith%3Dsigns',
      'e9b0c891914c5a56ee049f9cad797c2259179103359bf4e95f27388c33af73db',
    ),
    headers: HEADERS,
    body: undefined,
  },
} satisfies Record<string, SignedRequest>

/** What a server with these keys says at a time. */
function fault(request: SignedRequest, now = SIGNED_AT, keys: readonly AccessKey[] = [KEY, TEMPORARY]): string {
  const found = new SignatureVerifier(keys, { now: () => now }).faultOf(request)
  return found === undefined ? 'accepted' : `${found.code}: ${found.message}`
}

const MISMATCH =
  'InvalidSignatureException: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
const UNKNOWN = 'UnrecognizedClientException: The security token included in the request is invalid.'

const signed = BY_BOTOCORE.key
const temporary = BY_BOTOCORE['temporary key']
const url = BY_BOTOCORE['key, in the query']

describe('what another program signed', () => {
  test.each(Object.entries(BY_BOTOCORE))('%s', (_name, request) => {
    expect(fault(request)).toBe('accepted')
  })

  test.each(Object.entries(BY_BOTOCORE))('%s, with another secret', (_name, request) => {
    const keys = [KEY, TEMPORARY].map(key => ({ ...key, secretAccessKey: `${key.secretAccessKey}x` }))
    expect(fault(request, SIGNED_AT, keys)).toBe(MISMATCH)
  })

  test('one verifier answers requests of several keys in turn', () => {
    const verifier = new SignatureVerifier([KEY, TEMPORARY], { now: () => SIGNED_AT })
    for (let round = 0; round < 2; round++) {
      for (const request of Object.values(BY_BOTOCORE)) expect(verifier.faultOf(request)).toBeUndefined()
      const forged = { ...signed, body: Buffer.from('{}') }
      expect(verifier.faultOf(forged)?.code).toBe('InvalidSignatureException')
    }
  })
})

describe('what was changed afterwards', () => {
  test.each<[string, SignedRequest]>([
    ['method', { ...signed, method: 'PUT' }],
    ['path', { ...signed, url: '/other' }],
    ['query', { ...signed, url: '/?a' }],
    ['body', { ...signed, body: Buffer.from('{"Limit":2}') }],
    ['no body', { ...signed, body: undefined }],
    ['a signed header', { ...signed, headers: { ...signed.headers, 'x-amz-target': 'DynamoDB_20120810.Scan' } }],
    ['a signed header that is gone', { ...signed, headers: { ...signed.headers, 'content-type': undefined } }],
    ['the date', { ...signed, headers: { ...signed.headers, 'x-amz-date': '20261101T120001Z' } }],
    [
      'the Region',
      {
        ...signed,
        headers: { ...signed.headers, authorization: signed.headers.authorization.replace('eu-west-1', 'us-east-1') },
      },
    ],
    [
      'the signature',
      { ...signed, headers: { ...signed.headers, authorization: signed.headers.authorization.replace(/.$/, '0') } },
    ],
    [
      'half of the signature',
      { ...signed, headers: { ...signed.headers, authorization: signed.headers.authorization.slice(0, -32) } },
    ],
    ['a signed URL', { ...url, url: url.url.replace('Limit=1', 'Limit=2') }],
  ])('%s', (_name, request) => {
    expect(fault(request)).toBe(MISMATCH)
  })

  test('headers that nobody signed may come and go', () => {
    expect(fault({ ...signed, headers: { ...signed.headers, 'user-agent': 'x' } })).toBe('accepted')
  })
})

describe('keys', () => {
  test('an unknown one', () => {
    expect(fault(signed, SIGNED_AT, [TEMPORARY])).toBe(UNKNOWN)
    expect(fault(signed, SIGNED_AT, [])).toBe(UNKNOWN)
  })

  test('a temporary one needs its token, and no other', () => {
    const token = (value: string | undefined) => ({
      ...temporary,
      headers: { ...temporary.headers, 'x-amz-security-token': value },
    })
    expect(fault(token(undefined))).toBe(UNKNOWN)
    expect(fault(token('to+ken/with=sign'))).toBe(UNKNOWN)
    expect(fault(temporary, SIGNED_AT, [{ ...TEMPORARY, sessionToken: undefined }])).toBe(UNKNOWN)
  })

  test('no error has anything of a secret in it', () => {
    for (const request of [signed, temporary, url]) {
      for (const now of [0, SIGNED_AT, SIGNED_AT + 10 ** 9]) {
        for (const keys of [[], [KEY], [TEMPORARY], [{ ...KEY, sessionToken: 'token-of-its-own' }]]) {
          const text = fault(request, now, keys)
          expect(text).not.toMatch(/wJalr|temporary\/secret|to\+ken|token-of-its-own/)
        }
      }
    }
  })
})

describe('age, by the clock of the server', () => {
  test('15 minutes and no more', () => {
    expect(fault(signed, SIGNED_AT + 15 * MINUTE)).toBe('accepted')
    expect(fault(signed, SIGNED_AT + 15 * MINUTE + 1000)).toBe(
      'InvalidSignatureException: Signature expired: 20261101T120000Z is now earlier than 20261101T120001Z (20261101T121501Z - 15 min.)',
    )
  })

  test('a clock that is ahead', () => {
    expect(fault(signed, SIGNED_AT - 15 * MINUTE)).toBe('accepted')
    expect(fault(signed, SIGNED_AT - 15 * MINUTE - 1000)).toBe(
      'InvalidSignatureException: Signature not yet current: 20261101T120000Z is still later than 20261101T115959Z (20261101T114459Z + 15 min.)',
    )
  })

  test('age comes before the key', () => {
    expect(fault(signed, SIGNED_AT + 20 * MINUTE, [])).toContain('Signature expired')
  })

  test('a URL is good for as long as it says', () => {
    expect(fault(url, SIGNED_AT + 10 * MINUTE)).toBe('accepted')
    expect(fault(url, SIGNED_AT + 10 * MINUTE + 1000)).toContain(' - 10 min.)')
    const longer = { ...url, url: url.url.replace('Expires=600', `Expires=${10 ** 9}`) }
    expect(fault(longer, SIGNED_AT + 8 * 24 * 60 * MINUTE)).toContain('Signature expired')
  })

  test('a date that no calendar has', () => {
    const headers = { ...signed.headers, 'x-amz-date': '20261399T996199Z' }
    expect(fault({ ...signed, headers })).toBe(MISMATCH)
  })
})
