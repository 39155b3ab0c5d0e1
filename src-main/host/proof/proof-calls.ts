import { implement } from '@orpc/server'
import { hostContract } from '#contract'
import { parseModel } from '#modeling'
import { hostError } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'

/** `proof`: access patterns proved on an engine of their own. */
export function proofCalls(ports: HostPorts) {
  const host = implement(hostContract.proof)
  return {
    run: host.run.handler(({ input, signal }) => {
      // Read here first: a broken file is the contract's error, whatever runs the proof.
      const parsed = parseModel(input.text)
      if ('problems' in parsed) {
        const problems = parsed.problems.map(({ line, reason }) => `Line ${line}: ${reason}`)
        throw hostError('MODEL_INVALID', 'The model cannot be proved because its file has errors.', { problems })
      }
      return ports.proofs.prove(input, signal)
    }),
  }
}
