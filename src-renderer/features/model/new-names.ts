/** A name that is not taken: the wished one, or with the next free number. */
export function freeName(wished: string, taken: readonly string[], separator = '-'): string {
  if (!taken.includes(wished)) return wished
  for (let number = 2; ; number++) {
    const name = `${wished}${separator}${number}`
    if (!taken.includes(name)) return name
  }
}
