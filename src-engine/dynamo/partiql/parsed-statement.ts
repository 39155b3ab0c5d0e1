import { validationError } from '../errors/dynamo-error.ts'
import { RecentTexts } from '../expressions/recent-texts.ts'
import { type ParsedStatement, parseStatement } from './parse-statement.ts'
import { MalformedStatement } from './statement-fault.ts'

/** Statements kept at least. Applications send the same few again and again, with other parameters. */
const CAPACITY = 500
/** Longer ones are full of literals, and hardly come twice. */
const LONGEST_KEPT = 2048

type Parsed = ParsedStatement | { readonly fault: string }

const recent = new RecentTexts<Parsed>(CAPACITY)

/** The statement in this text, read anew only if it has not been read of late. @throws DynamoError it is not well formed */
export function parsedStatement(text: string): ParsedStatement {
  let parsed = recent.get(text)
  if (parsed === undefined) {
    parsed = attempt(text)
    if (text.length <= LONGEST_KEPT) recent.keep(text, parsed)
  }
  if ('fault' in parsed) throw validationError(parsed.fault)
  return parsed
}

function attempt(text: string): Parsed {
  try {
    return parseStatement(text)
  } catch (error) {
    if (error instanceof MalformedStatement) return { fault: error.message }
    throw error
  }
}
