const CENTS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const WHOLE = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** US dollars for a column: cents while they matter, and never zero for what costs something. */
export function moneyText(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return '< $0.01'
  return (dollars >= 10_000 ? WHOLE : CENTS).format(dollars)
}
