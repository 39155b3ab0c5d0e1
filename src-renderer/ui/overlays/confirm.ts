import { shallowRef } from 'vue'

/** A question before something is destroyed or left. */
export interface Question {
  readonly title: string
  /** What will happen, to what, and whether it can be undone. */
  readonly text: string
  /** The button, a verb and a count: `Delete 3 items`. */
  readonly action: string
  /** Red button; the focus starts on the way out. */
  readonly danger?: boolean
  /** A second way on, left of the main button. Answers `'other'`. */
  readonly other?: string
  /** The way out; `Cancel` when absent. */
  readonly cancel?: string
}

/** `'action'` and `'other'` are the buttons; `'cancel'` is the way out, by button, Escape or a click outside. */
export type Answer = 'action' | 'other' | 'cancel'

interface Pending {
  readonly question: Question
  readonly answer: (answer: Answer) => void
}

/** The question in front, shown by FConfirmHost. */
export const pendingQuestion = shallowRef<Pending | undefined>()
const waiting: Pending[] = []

/** Asks, one question at a time, and answers with the button that was pressed. */
export function ask(question: Question): Promise<Answer> {
  return new Promise(resolve => {
    const pending: Pending = {
      question,
      answer: answer => {
        pendingQuestion.value = waiting.shift()
        resolve(answer)
      },
    }
    if (pendingQuestion.value) waiting.push(pending)
    else pendingQuestion.value = pending
  })
}

/** Asks a question with one way on. */
export async function confirmed(question: Question): Promise<boolean> {
  return (await ask(question)) === 'action'
}
