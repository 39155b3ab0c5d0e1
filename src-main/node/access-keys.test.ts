import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAccessKeys } from './access-keys.ts'
import { UsageError } from './usage-error.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facet-keys-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function inFile(text: string): ReturnType<typeof readAccessKeys> {
  const file = join(folder, 'credentials')
  writeFileSync(file, text)
  return readAccessKeys(file, { AWS_ACCESS_KEY_ID: 'not', AWS_SECRET_ACCESS_KEY: 'looked at' })
}

test('from the environment', () => {
  const key = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' }
  expect(readAccessKeys(undefined, key)).toEqual([{ accessKeyId: 'AKIA', secretAccessKey: 's' }])
  expect(readAccessKeys(undefined, { ...key, AWS_SESSION_TOKEN: 't' })).toEqual([
    { accessKeyId: 'AKIA', secretAccessKey: 's', sessionToken: 't' },
  ])
  for (const missing of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    expect(() => readAccessKeys(undefined, { ...key, [missing]: '' })).toThrow(UsageError)
  }
})

test('all profiles of a file as the AWS CLI writes it', () => {
  expect(
    inFile(
      '# mine\n[default]\naws_access_key_id = AKIA1\naws_secret_access_key=a/b+c==\n\n; other\r\n[ work ]\r\n' +
        'aws_access_key_id=ASIA2\r\naws_secret_access_key = d\r\naws_session_token = e=\r\nregion = x\r\n[empty]\n',
    ),
  ).toEqual([
    { accessKeyId: 'AKIA1', secretAccessKey: 'a/b+c==' },
    { accessKeyId: 'ASIA2', secretAccessKey: 'd', sessionToken: 'e=' },
  ])
})

test('what is wrong with a file is said without its secrets', () => {
  expect(() => inFile('[a]\naws_secret_access_key = hidden\n')).toThrow(/^Profile a in .* needs both/)
  expect(() => inFile('aws_secret_access_key = hidden\n')).toThrow(/has no keys/)
  expect(() => readAccessKeys(join(folder, 'none'), {})).toThrow(/none cannot be read \(ENOENT\)/)
  expect(() => inFile('[a]\naws_secret_access_key = hidden\n')).not.toThrow(/hidden/)
})
