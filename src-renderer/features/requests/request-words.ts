import type { RequestEntry } from '#contract'
import { unitsText } from '../../ui/index.ts'

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** The time of day of a request, to the millisecond. */
export function timeText(at: number): string {
  return CLOCK.format(at)
}

/** What a request consumed, short: `0.5 R`, `2 W`; '' where nothing was metered. */
export function unitsOf({ readUnits, writeUnits }: RequestEntry): string {
  const read = readUnits === undefined ? '' : `${unitsText(readUnits)} R`
  const written = writeUnits === undefined ? '' : `${unitsText(writeUnits)} W`
  return [read, written].filter(Boolean).join(' ')
}

/** The same in words, for the tooltip. */
export function unitsTip({ readUnits, writeUnits }: RequestEntry): string | undefined {
  const read = readUnits === undefined ? '' : `${unitsText(readUnits)} read units`
  const written = writeUnits === undefined ? '' : `${unitsText(writeUnits)} write units`
  return read || written ? `${[read, written].filter(Boolean).join(', ')}, as metered` : undefined
}

/** True for a read that evaluated far more than it returned: worth an eye. */
export function isWasteful({ scanned = 0, returned = 0 }: RequestEntry): boolean {
  return scanned >= 100 && scanned > returned * 5
}
