/** A number that can say where it comes from: a row of arithmetic, and the numbers it was made of. */
export interface Explained {
  readonly value: number
  /** Such as `20 items × 310 B = 6,200 B, in units of 4 KB: 2, eventually consistent: 1`. */
  readonly text: string
  readonly parts?: readonly Explained[]
}
