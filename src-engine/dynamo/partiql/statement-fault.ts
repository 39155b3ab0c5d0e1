import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { printSpan, type SourceSpan } from './source-span.ts'

/**
 * What is wrong with a statement, in the service's words. A statement that cannot be read has the envelope, with a
 * detail or, where the fault is inside a token, with nothing behind it; one that can be read and is refused has not.
 */

const NOT_WELL_FORMED = "Statement wasn't well formed, can't be processed: "

/** A statement that cannot be read. The parser throws it, parsed-statement.ts keeps it with the text; nobody else sees it. */
export class MalformedStatement extends Error {
  constructor(detail: string) {
    super(NOT_WELL_FORMED + detail)
  }
}

/** A token that cannot be read: an open quote or comment, a character no token has, a number beyond all bounds. */
export function unreadableToken(): MalformedStatement {
  return new MalformedStatement('')
}

/** A statement nested beyond `MOST_LEVELS`. The text is Facet's own. */
export function tooDeep(): MalformedStatement {
  return new MalformedStatement('Expressions are nested too deep')
}

/** A statement that can be read and is refused: `text` with the place of the token it is about. */
export function refusedAt(text: string, span: SourceSpan): DynamoError {
  return validationError(`${text} at ${printSpan(span)}`)
}
