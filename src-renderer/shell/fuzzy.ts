/** How well a text fits what was typed: higher is better; undefined when it does not contain the letters in order. */
export function fuzzyScore(typed: string, text: string): number | undefined {
  const wanted = typed.toLowerCase().replaceAll(' ', '')
  if (wanted === '') return 0
  const low = text.toLowerCase()
  const whole = low.indexOf(typed.trim().toLowerCase())
  if (whole >= 0) return 1000 - whole - text.length / 100 + (isWordStart(text, whole) ? 500 : 0)
  let score = 0
  let from = 0
  for (const letter of wanted) {
    const at = letterPlace(low, text, letter, from)
    if (at < 0) return undefined
    score += at === from ? 6 : isWordStart(text, at) ? 8 : 1
    from = at + 1
  }
  return score - text.length / 100
}

/** The next place of a letter, at the start of a word if one follows. */
function letterPlace(low: string, text: string, letter: string, from: number): number {
  const next = low.indexOf(letter, from)
  if (next < 0 || next === from || isWordStart(text, next)) return next
  for (let at = next; at >= 0; at = low.indexOf(letter, at + 1)) if (isWordStart(text, at)) return at
  return next
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')
}

/** The entries that fit, best first; equal ones keep their order. `mainOf`: the part of the text that counts alone too. */
export function fuzzyFilter<T>(
  typed: string,
  entries: readonly T[],
  textOf: (entry: T) => string,
  mainOf: (entry: T) => string = textOf,
): readonly T[] {
  if (typed.trim() === '') return entries
  return entries
    .flatMap((entry, at) => {
      const scores = [fuzzyScore(typed, textOf(entry)), fuzzyScore(typed, mainOf(entry))].filter(
        score => score !== undefined,
      )
      return scores.length === 0 ? [] : [{ entry, score: Math.max(...scores), at }]
    })
    .sort((left, right) => right.score - left.score || left.at - right.at)
    .map(({ entry }) => entry)
}
