import { type AttributeValue, type BoundStatement, bindStatement, DynamoError, parsedStatement } from '#dynamo'
import type { PartiqlOperation } from '../document/model-document.ts'

/** Why a statement cannot be read or run: DynamoDB's own words. */
export interface StatementFault {
  readonly fault: string
}

/** The statement with its sample parameters; those that are missing are taken to be NULL. */
export function statementOf({ statement, parameters = [] }: PartiqlOperation): BoundStatement | StatementFault {
  try {
    const parsed = parsedStatement(statement)
    const filled: AttributeValue[] = Array.from(
      { length: parsed.parameters },
      (_, at) => parameters[at] ?? { NULL: true },
    )
    return bindStatement(parsed, filled)
  } catch (error) {
    if (error instanceof DynamoError) return { fault: error.message }
    throw error
  }
}
