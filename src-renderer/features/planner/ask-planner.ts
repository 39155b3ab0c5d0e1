import type { PlanAnswer, PlanQuestion } from './plan-question.ts'
import PlanWorker from './plan-worker.ts?worker'

/** A question under way. */
export interface Planning {
  readonly answer: Promise<PlanAnswer>
  /** Ends it at once; the answer never comes. */
  readonly stop: () => void
}

/** Asks the planner in a worker of its own, which ends with the answer. */
export function askPlanner(question: PlanQuestion): Planning {
  const worker = new PlanWorker()
  const answer = new Promise<PlanAnswer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<PlanAnswer>) => resolve(data))
    worker.addEventListener('error', event => reject(new Error(event.message || 'The planner could not be started')))
    worker.postMessage(question)
  }).finally(() => worker.terminate())
  return { answer, stop: () => worker.terminate() }
}
