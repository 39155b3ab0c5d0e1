import type { SSESpecificationInput, StreamSpecificationInput, TagInput } from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { TAG_KEY_MAX_CHARACTERS, TAG_VALUE_MAX_CHARACTERS, TAGS_PER_RESOURCE } from '../limits.ts'

const INVALID = 'One or more parameter values were invalid: '

/** The stream of a table being created: an enabled one has a view, and no other. @throws DynamoError */
export function checkNewStream(stream: StreamSpecificationInput | undefined): void {
  if (stream?.StreamEnabled === true && stream.StreamViewType === undefined) {
    throw validationError(`${INVALID}Table is being created with a stream enabled, UpdateViewType is required`)
  }
  if (stream?.StreamEnabled === false && stream.StreamViewType !== undefined) {
    throw validationError(
      `${INVALID}Table is being created with a stream disabled, UpdateViewType should not be specified`,
    )
  }
}

/** Encryption at rest: KMS is the only type that can be asked for, which says `Enabled` by itself. @throws DynamoError */
export function checkEncryption(encryption: SSESpecificationInput | undefined): void {
  if (encryption === undefined) return
  if (encryption.Enabled === false) {
    for (const member of ['SSEType', 'KMSMasterKeyId'] as const) {
      if (encryption[member] !== undefined) {
        throw validationError(`${INVALID}${member} can not be specified if Enabled is false`)
      }
    }
  }
  if (encryption.SSEType === 'AES256') throw validationError(`${INVALID}SSEType AES256 is not supported`)
  if (encryption.KMSMasterKeyId !== undefined && encryption.SSEType !== 'KMS') {
    throw validationError(`${INVALID}SSEType KMS is required if KMSMasterKeyId is specified`)
  }
}

/** Letters and digits of any script, spaces and a few signs. Source: observed, October 2026. */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** The key of a tag, whether it is to be set or removed. @throws DynamoError */
export function checkTagKey(key: string | undefined): asserts key is string {
  if (key !== undefined && key.length > 0 && key.length <= TAG_KEY_MAX_CHARACTERS && TAG_TEXT.test(key)) return
  throw validationError(`The Tag Key provided is invalid, Key: ${key ?? null}`)
}

/**
 * Tags of one resource: keys are distinct and not of the service's own, and there are at most 50.
 *
 * @throws DynamoError
 */
export function checkTags(tags: readonly Partial<TagInput>[]): void {
  const keys = new Set<string>()
  for (const { Key: key, Value: value } of tags) {
    checkTagKey(key)
    if (value === undefined || value.length > TAG_VALUE_MAX_CHARACTERS || !TAG_TEXT.test(value)) {
      throw validationError(`The Tag Value provided is invalid, Value: ${value ?? null}`)
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw validationError(`Tag Key cannot be prefixed with aws:, Key: ${key}`)
    }
    if (keys.has(key)) {
      throw validationError(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`)
    }
    keys.add(key)
  }
  checkTagCount(keys.size)
}

/** Keys that are named at once, even to be removed, or that a resource has. @throws DynamoError */
export function checkTagCount(count: number): void {
  if (count > TAGS_PER_RESOURCE) {
    throw validationError('Number of Tags exceed the current limit for the provided ResourceArn')
  }
}
