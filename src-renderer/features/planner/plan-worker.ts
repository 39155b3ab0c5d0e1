import { answerOf, type PlanQuestion } from './plan-question.ts'

/** Plans beside the window, so that it stays alive while a big model is planned: one question, one answer. */
addEventListener('message', ({ data }: MessageEvent<PlanQuestion>) => {
  postMessage(answerOf(data))
})
