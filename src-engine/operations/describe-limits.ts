import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/** The default quotas of the large Regions, in units per second. Source: operations facts, DescribeLimits. */
export const describeLimits: Operation = () => ({
  body: new AnswerText()
    .value('AccountMaxReadCapacityUnits', 80_000)
    .value('AccountMaxWriteCapacityUnits', 80_000)
    .value('TableMaxReadCapacityUnits', 40_000)
    .value('TableMaxWriteCapacityUnits', 40_000)
    .toString(),
})
