import { ORPCError } from '@orpc/server'
import type { z } from 'zod'
import { hostErrors } from '#contract'
import { DynamoError } from '#dynamo'
import { EngineUnavailable } from './ports.ts'

type HostErrorCode = keyof typeof hostErrors
type HostErrorData<C extends HostErrorCode> = z.output<(typeof hostErrors)[C]['data']>

/** One of the contract's errors, with a sentence for people: what, why, what now. */
export function hostError<C extends HostErrorCode>(
  code: C,
  message: string,
  data: HostErrorData<C>,
): ORPCError<C, HostErrorData<C>> {
  return new ORPCError(code, { status: hostErrors[code].status, message, data })
}

/** A call that no window of ours would make. */
export function badRequest(message: string): ORPCError<'BAD_REQUEST', undefined> {
  return new ORPCError('BAD_REQUEST', { message, data: undefined })
}

const FILE_SENTENCES: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission for it. Change the permissions or choose another folder.',
  EPERM: 'the system does not permit it. Close other programs that use the file, or choose another folder.',
  EROFS: 'the disk is read-only. Choose another folder.',
  ENOSPC: 'the disk is full. Free some space and try again.',
  EDQUOT: 'your disk quota is used up. Free some space and try again.',
  EFBIG: 'it is too large for a model file.',
  EISDIR: 'it is a folder. Choose a file.',
  ENOTDIR: 'a part of its path is not a folder.',
  ELOOP: 'it is a link that leads back to itself. Choose another file.',
  ENAMETOOLONG: 'its name is too long. Choose a shorter one.',
  EILSEQ: 'it is not UTF-8 text. Save it as UTF-8 in an editor.',
}

/** An error of the FileSystem port as the contract's error; anything else is returned as it is. */
export function fileError(path: string, error: unknown): unknown {
  if (error instanceof ORPCError || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error
  const code = error.code
  if (code === 'ENOENT') return hostError('NOT_FOUND', `${path} is not there.`, { what: path })
  if (code === 'EEXIST') {
    return hostError('EXISTS', `${path} is there already. Choose another name.`, { path })
  }
  const sentence = FILE_SENTENCES[code] ?? `the system reports ${code}.`
  return hostError('FILE_SYSTEM', `${path}${placeIn(error)} cannot be used: ${sentence}`, { path, code })
}

/** `:3:7` of an error that has a place in the file. */
function placeIn(error: Error): string {
  return 'line' in error && 'column' in error ? `:${String(error.line)}:${String(error.column)}` : ''
}

/** Runs file work on `path`; its failures leave as the contract's errors. */
export async function withFileErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(path, error)
  }
}

/** Runs engine work; its failures leave as the contract's errors. */
export async function withEngineErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DynamoError) {
      throw hostError('DYNAMODB', error.message, { name: error.code, message: error.message })
    }
    if (error instanceof EngineUnavailable) {
      throw hostError('ENGINE_UNAVAILABLE', error.message, { reason: error.message })
    }
    throw error
  }
}
