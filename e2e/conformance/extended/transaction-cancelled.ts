import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb'

export interface Cancelled {
  readonly message: string
  readonly reasons: readonly CancellationReason[]
}

/** How a transaction was cancelled. Fails when it went through, or was refused in another way. */
export async function cancelledBy(request: Promise<unknown>): Promise<Cancelled> {
  const outcome: unknown = await request.then(
    answer => answer,
    (error: unknown) => error,
  )
  if (outcome instanceof TransactionCanceledException) {
    return { message: outcome.message, reasons: outcome.CancellationReasons ?? [] }
  }
  if (outcome instanceof Error) throw outcome
  throw new Error(`The transaction was not cancelled but answered: ${JSON.stringify(outcome)}`)
}

/** The message of a cancellation with these codes, one for each action. */
export function cancelledWith(...codes: readonly string[]): string {
  return `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`
}
