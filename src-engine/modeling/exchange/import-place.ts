import type { ExchangeNote } from './exchange-note.ts'

/** Where in a foreign file we are; `note` reports at this place. */
export class ImportPlace {
  private readonly notes: ExchangeNote[]
  private readonly steps: readonly string[]

  constructor(notes: ExchangeNote[], steps: readonly string[] = []) {
    this.notes = notes
    this.steps = steps
  }

  in(...steps: readonly string[]): ImportPlace {
    return new ImportPlace(this.notes, [...this.steps, ...steps])
  }

  note(severity: ExchangeNote['severity'], message: string, more: Pick<ExchangeNote, 'fix' | 'recordId'> = {}): void {
    this.notes.push({
      severity,
      message,
      ...more,
      ...(this.steps.length === 0 ? {} : { place: this.steps.join(', ') }),
    })
  }
}
