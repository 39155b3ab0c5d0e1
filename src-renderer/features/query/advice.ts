import type { HostFault } from '../../stores/host-fault.ts'

/** A failed call as the result pane shows it: DynamoDB's own name and message, and what to do. */
export interface FaultText {
  readonly name: string
  readonly message: string
  readonly advice: string
}

/** What to do about errors that a read can meet, by DynamoDB's name. */
const BY_NAME: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'The table or index was deleted or has another name. Refresh the list of tables.',
  ResourceInUseException: 'The table is being changed. Run it again in a moment.',
  ProvisionedThroughputExceededException:
    'The table has used up its capacity. Wait a moment, or read fewer items with a limit.',
  ThrottlingException: 'Too many requests at once. Wait a moment and run it again.',
  RequestLimitExceeded: 'The account’s limit is reached. Wait a moment and run it again.',
  AccessDeniedException: 'The credentials may not do this. Use others, or have the policy changed.',
  UnrecognizedClientException: 'The credentials are not valid. Sign in again.',
  InternalServerError: 'DynamoDB failed. Run it again; if it stays, the Output panel has more.',
}

/** Parts of a ValidationException's message → what to do. */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/Consistent read/i, 'Global secondary indexes are always eventually consistent: switch off the consistent read.'],
  [/[Ss]tart ?[Kk]ey/, 'The place to go on from is not valid any more. Run it from the start.'],
  [/not have the specified index/, 'The index was deleted. Choose another one.'],
  [
    /Type mismatch|Condition parameter type/i,
    'A value has another type than the key. Check the types of the key attributes.',
  ],
  [/Expression size/i, 'The expression is longer than 4 KB. Use fewer values.'],
  [
    /projection|ALL_ATTRIBUTES|not projected/i,
    'A global index has only what is projected into it. Ask for those attributes, or query the table.',
  ],
]

/** Says what a failed call means and what to do now. */
export function faultText(fault: HostFault): FaultText {
  if (fault.code === 'DYNAMODB') {
    const { name, message } = fault.data
    const fitting = BY_MESSAGE.find(([pattern]) => name === 'ValidationException' && pattern.test(message))
    const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined
    return { name, message, advice: known ?? fitting?.[1] ?? 'Change the request and run it again.' }
  }
  if (fault.code === 'ENGINE_UNAVAILABLE') {
    return { name: 'The engine is not running', message: fault.message, advice: 'Its state is in the status bar.' }
  }
  return { name: 'The request did not arrive', message: fault.message, advice: 'Run it again.' }
}
