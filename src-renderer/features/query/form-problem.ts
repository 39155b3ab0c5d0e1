/** Why a request cannot be sent yet. */
export interface FormProblem {
  /** Which field: `key:PK`, `filter:3`, `limit`, `segments`, `projection`. */
  readonly field: string
  readonly message: string
  /** Nothing was entered: said only after the person tried to run it. */
  readonly missing?: boolean
}
