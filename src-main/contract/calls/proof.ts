import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** Figures of one request: predicted by the model, or measured on the engine. */
export const ProofFigures = z.object({
  scanned: z.number(),
  returned: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  /** Units by table name, and `table/index`. */
  byTarget: z.record(z.string(), z.number()),
})
export type ProofFigures = z.infer<typeof ProofFigures>

/** One access pattern, run. The same as `#modeling` has it, but for the requests, which are JSON text. */
export const ProvenPattern = z.object({
  patternId: z.string(),
  name: z.string(),
  outcome: z.enum(['proved', 'mismatch', 'failed', 'not-provable']),
  calls: z.array(
    z.object({ call: z.string(), request: z.string(), predicted: ProofFigures, measured: ProofFigures }),
  ),
  message: z.string().optional(),
})
export type ProvenPattern = z.infer<typeof ProvenPattern>

/** Progress of `prove`: how much there is, each pattern as it is done, the end. */
export const ProofEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), patterns: z.number(), items: z.record(z.string(), z.number()) }),
  z.object({ kind: z.literal('pattern'), pattern: ProvenPattern }),
  z.object({ kind: z.literal('done'), durationMs: z.number() }),
])
export type ProofEvent = z.infer<typeof ProofEvent>

export const proofCalls = {
  /**
   * Runs access patterns on an engine of their own, in memory, with the model's sample items or with generated ones, and
   * holds what it meters against what was predicted. Ending the iteration ends the run. MODEL_INVALID when the text is
   * no model, DYNAMODB when its design is refused.
   */
  run: oc
    .input(
      z.object({
        text: z.string(),
        /** Absent: all patterns. */
        patternIds: z.array(z.string()).optional(),
        /** Absent: the sample items of the model. */
        generate: z.object({ seed: z.number().int(), size: z.number().int().min(1).max(1000) }).optional(),
      }),
    )
    .output(eventIterator(ProofEvent)),
}
