const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Bytes for reading, 1 KB = 1024 B as DynamoDB counts: `812 B`, `4.2 KB`, `31 MB`. */
export function bytesText(bytes: number): string {
  let amount = bytes
  let at = 0
  while (Math.round(amount) >= 1024 && at < UNITS.length - 1) {
    amount /= 1024
    at += 1
  }
  return `${at > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[at]}`
}

/** Made once: `toLocaleString` looks its locale up at every call, which lists of live numbers would feel. */
const WHOLE = new Intl.NumberFormat('en')
const ONE_DECIMAL = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** A count with the thousands apart. */
export function countText(count: number): string {
  return WHOLE.format(count)
}

/** `1 item`, `1,204 items`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`
}

/** Capacity units come in halves (and in doubles for transactions): never more than one decimal. */
export function unitsText(units: number): string {
  return ONE_DECIMAL.format(units)
}

/** Milliseconds: `0.8 ms`, `14 ms`, `2.1 s`. */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
}

const CENTS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const DOLLARS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** US dollars for a column: cents while they matter, and never zero for what costs something. */
export function moneyText(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return '< $0.01'
  return (dollars >= 10_000 ? DOLLARS : CENTS).format(dollars)
}
