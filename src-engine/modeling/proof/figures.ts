import type { CallFigures } from './proof-report.ts'

/** Counts what a request is predicted to do. */
export class Figures {
  scanned = 0
  returned = 0
  readUnits = 0
  writeUnits = 0
  private readonly targets = new Map<string, number>()

  read(target: string, units: number): void {
    this.readUnits += units
    this.count(target, units)
  }

  write(target: string, units: number): void {
    this.writeUnits += units
    this.count(target, units)
  }

  private count(target: string, units: number): void {
    if (units > 0) this.targets.set(target, (this.targets.get(target) ?? 0) + units)
  }

  done(): CallFigures {
    const byTarget = Object.fromEntries([...this.targets].sort(([left], [right]) => (left < right ? -1 : 1)))
    const { scanned, returned, readUnits: read, writeUnits: write } = this
    return { scanned, returned, readUnits: read, writeUnits: write, byTarget }
  }
}
