import { DynamoError, validationError } from '#dynamo'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/**
 * Global tables of version 2017.11.29. The service makes none any more and has none for whoever did not make them then:
 * what it answers them is all there is to these operations. Texts: observed in October 2026.
 */

interface Named {
  readonly GlobalTableName: string
}

const doesNotExist = ({ GlobalTableName }: Named): string =>
  `Global table with name: '${GlobalTableName}' does not exist.`

function notFound(message: string): DynamoError {
  return new DynamoError('GlobalTableNotFoundException', message)
}

function versionNotSupported(): DynamoError {
  return validationError(
    'One or more parameter values were invalid: DynamoDB global tables version 2017.11.29 is not supported. ' +
      'We recommend using DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).',
  )
}

export const createGlobalTable: Operation = () => {
  throw versionNotSupported()
}

export const describeGlobalTable: Operation = (_engine, input: Named) => {
  throw notFound(`Global table not found: ${doesNotExist(input)}`)
}

export const describeGlobalTableSettings: Operation = (_engine, input: Named) => {
  throw notFound(doesNotExist(input))
}

export const listGlobalTables: Operation = () => ({ body: new AnswerText().value('GlobalTables', []).toString() })

interface Update extends Named {
  readonly ReplicaUpdates: readonly { readonly Create?: object; readonly Delete?: object }[]
}

/** A replica to be made is refused before anybody looks for the table. */
export const updateGlobalTable: Operation = (_engine, input: Update) => {
  if (input.ReplicaUpdates.length === 0) throw validationError('One or more parameter values were invalid')
  if (input.ReplicaUpdates.some(({ Create }) => Create !== undefined)) throw versionNotSupported()
  throw notFound(`Global table not found: ${doesNotExist(input)}`)
}

export const updateGlobalTableSettings: Operation = (_engine, input: Named) => {
  throw notFound(doesNotExist(input))
}
