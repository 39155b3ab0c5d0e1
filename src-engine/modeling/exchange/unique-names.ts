/** Hands out names that differ from each other: the wished one, or with the lowest free number behind it. */
export class UniqueNames {
  private readonly taken = new Set<string>()
  private readonly separator: string

  constructor(separator = '') {
    this.separator = separator
  }

  claim(wished: string): string {
    let name = wished
    for (let number = 2; this.taken.has(name); number++) name = `${wished}${this.separator}${number}`
    this.taken.add(name)
    return name
  }
}
