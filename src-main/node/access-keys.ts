import { readFileSync } from 'node:fs'
import type { AccessKey } from '#engine'
import { UsageError } from './usage-error.ts'

/**
 * The keys whose signatures are good: those of a file in the form of ~/.aws/credentials, or the one of the environment
 * (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN). Never from the command line, which every program of the
 * machine can read. No message has a secret in it. Throws UsageError.
 */
export function readAccessKeys(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): readonly AccessKey[] {
  return file === undefined ? [keyOfEnvironment(environment)] : keysOfFile(file)
}

function keyOfEnvironment(environment: Readonly<Record<string, string | undefined>>): AccessKey {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new UsageError(
      '--verify-signatures needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a file like ~/.aws/credentials with --credentials.',
    )
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN || undefined,
  }
}

function keysOfFile(file: string): readonly AccessKey[] {
  const keys: AccessKey[] = []
  for (const [profile, settings] of profilesOf(textOf(file))) {
    const accessKeyId = settings.get('aws_access_key_id')
    const secretAccessKey = settings.get('aws_secret_access_key')
    if (accessKeyId === undefined && secretAccessKey === undefined) continue
    if (!accessKeyId || !secretAccessKey) {
      throw new UsageError(`Profile ${profile} in ${file} needs both aws_access_key_id and aws_secret_access_key.`)
    }
    keys.push({ accessKeyId, secretAccessKey, sessionToken: settings.get('aws_session_token') || undefined })
  }
  if (keys.length > 0) return keys
  throw new UsageError(
    `${file} has no keys. Write a profile into it: [name], aws_access_key_id = …, aws_secret_access_key = ….`,
  )
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new UsageError(`--credentials ${file} cannot be read (${reason}).`)
  }
}

/** Sections of an INI file by name. What is neither a section nor `name = value` is a comment or nothing. */
function profilesOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const profiles = new Map<string, Map<string, string>>()
  let profile: Map<string, string> | undefined
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)?.[1]
    if (section !== undefined) {
      profile = profiles.get(section) ?? new Map()
      profiles.set(section, profile)
      continue
    }
    const [, name, value] = /^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) profile?.set(name, value)
  }
  return profiles
}
