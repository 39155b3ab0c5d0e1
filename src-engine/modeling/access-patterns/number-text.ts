const formatOf = (digits: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits })

/** By digits, made once: a formatter costs more to make than many numbers to print. */
const FORMATS = { 2: formatOf(2), 3: formatOf(3), 6: formatOf(6) }

/** Of an edited model most sums are those of before. */
const known = { 2: new Map<number, string>(), 3: new Map<number, string>(), 6: new Map<number, string>() }
const MOST_KNOWN = 20_000

function printed(value: number, digits: keyof typeof FORMATS): string {
  const texts = known[digits]
  const before = texts.get(value)
  if (before !== undefined) return before
  const text = FORMATS[digits].format(value)
  if (texts.size >= MOST_KNOWN) texts.clear()
  texts.set(value, text)
  return text
}

/**
 * A number as people read it, `1,234.5`, with at most so many digits behind the point. Whole numbers, which nearly all in
 * explanations of units are, do without the formatter: every unit of
 * every try is printed.
 */
export function numberText(value: number, digits: keyof typeof FORMATS = 2): string {
  if (!Number.isSafeInteger(value) || value < 0) return printed(value, digits)
  let text = String(value)
  if (value < 1000) return text
  for (let at = text.length - 3; at > 0; at -= 3) text = `${text.slice(0, at)},${text.slice(at)}`
  return text
}
