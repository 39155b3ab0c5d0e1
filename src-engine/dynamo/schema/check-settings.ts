import type { SSESpecificationInput, StreamSpecificationInput, TagInput } from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { TAGS_PER_RESOURCE } from '../limits.ts'

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

/** Tags of one resource: keys are distinct and not of the service's own, and there are at most 50. @throws DynamoError */
export function checkTags(tags: readonly TagInput[]): void {
  const keys = new Set<string>()
  for (const { Key: key } of tags) {
    if (key.toLowerCase().startsWith('aws:')) {
      throw validationError(`Tag Key cannot be prefixed with aws:, Key: ${key}`)
    }
    if (keys.has(key)) {
      throw validationError(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`)
    }
    keys.add(key)
  }
  if (keys.size > TAGS_PER_RESOURCE) {
    throw validationError('Number of Tags exceed the current limit for the provided ResourceArn')
  }
}
