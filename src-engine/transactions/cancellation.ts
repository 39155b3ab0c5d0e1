import { DynamoError, EmptyKeyValueError } from '#dynamo'

/** Why one action stopped the transaction, as CancellationReasons has it; the innocent have the code `None` alone. */
export interface CancellationReason {
  readonly Code:
    | 'None'
    | 'ConditionalCheckFailed'
    | 'DuplicateItem'
    | 'ItemCollectionSizeLimitExceeded'
    | 'ProvisionedThroughputExceeded'
    | 'ResourceNotFound'
    | 'ThrottlingError'
    | 'ValidationError'
  readonly Message?: string
  /** The stored item, where the action asked for it. */
  readonly Item?: unknown
}

const INNOCENT: CancellationReason = { Code: 'None' }

/**
 * Collects what is wrong with the actions of a transaction: a condition that fails does not keep the others from being
 * judged, and the answer has a reason for each, in the order of the request.
 * Source: fact file validation-and-errors, section 10.
 */
export class Cancellation {
  readonly #reasons: CancellationReason[]
  #cancelled = false

  constructor(actions: number) {
    this.#reasons = Array.from({ length: actions }, () => INNOCENT)
  }

  /**
   * Runs a step of an action and keeps its refusal as the action's reason.
   *
   * @returns undefined when the step was refused
   * @throws what refuses the whole request wherever it is found: empty key values, and anything unexpected
   */
  attempt<T>(action: number, step: () => T): T | undefined {
    try {
      return step()
    } catch (error) {
      this.#reasons[action] = reasonOf(error)
      this.#cancelled = true
      return undefined
    }
  }

  /**
   * Runs a check of an action before any of them is decided: only the first that is refused becomes a reason, and no
   * later one is looked for (observed).
   *
   * @returns undefined when the check was refused
   * @throws what refuses the whole request wherever it is found
   */
  validate<T>(action: number, check: () => T): T | undefined {
    try {
      return check()
    } catch (error) {
      const reason = reasonOf(error)
      if (!this.#cancelled) this.#reasons[action] = reason
      this.#cancelled = true
      return undefined
    }
  }

  /** Keeps the refusals of the actions that have one. */
  refuse(refusals: readonly (DynamoError | undefined)[]): void {
    for (const [action, refusal] of refusals.entries()) {
      if (refusal === undefined) continue
      this.#reasons[action] = reasonOf(refusal)
      this.#cancelled = true
    }
  }

  get isCancelled(): boolean {
    return this.#cancelled
  }

  /** @throws DynamoError TransactionCanceledException when any step was refused */
  throwIfCancelled(): void {
    if (!this.#cancelled) return
    const codes = this.#reasons.map(reason => reason.Code).join(', ')
    throw new DynamoError(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      { CancellationReasons: this.#reasons },
    )
  }
}

function reasonOf(error: unknown): CancellationReason {
  if (!(error instanceof DynamoError) || error instanceof EmptyKeyValueError) throw error
  switch (error.code) {
    case 'ConditionalCheckFailedException':
      return { ...error.members, Code: 'ConditionalCheckFailed', Message: error.message }
    case 'DuplicateItemException':
      return { Code: 'DuplicateItem', Message: error.message }
    case 'ItemCollectionSizeLimitExceededException':
      return { Code: 'ItemCollectionSizeLimitExceeded', Message: error.message }
    case 'ProvisionedThroughputExceededException':
      return { Code: 'ProvisionedThroughputExceeded', Message: error.message }
    case 'RequestLimitExceeded':
    case 'ThrottlingException':
      return { Code: 'ThrottlingError', Message: error.message }
    case 'ResourceNotFoundException':
      return { Code: 'ResourceNotFound', Message: error.message }
    case 'ValidationException':
      return { Code: 'ValidationError', Message: error.message }
    default:
      throw error
  }
}
