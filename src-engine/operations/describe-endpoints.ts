import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/** How long a client may keep the address. Source: the service's answers. */
const CACHE_PERIOD_IN_MINUTES = 1440

/** Where requests go: the address that the engine is served at. */
export const describeEndpoints: Operation = engine => ({
  body: new AnswerText()
    .value('Endpoints', [{ Address: engine.endpoint(), CachePeriodInMinutes: CACHE_PERIOD_IN_MINUTES }])
    .toString(),
})
