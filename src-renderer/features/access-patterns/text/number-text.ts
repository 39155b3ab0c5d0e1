import type { Reading } from './reading.ts'

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  month: 2_628_000,
}
/** Figures that a rate keeps when it was typed by another unit of time than the second. */
const DIGITS = 6

/** Reads a whole number from 1 on; undefined: none. `what` begins the complaint. */
export function readCount(text: string, what: string): Reading<number | undefined> {
  const plain = withoutSeparators(text)
  if (plain === '') return { value: undefined }
  const number = Number(plain)
  return /^\d+$/.test(plain) && Number.isSafeInteger(number) && number > 0
    ? { value: number }
    : { fault: `${what} is a whole number from 1 on` }
}

/** Reads calls per second: `20`, `0.5`, `30/min`, `5000 / day`; undefined: not known. */
export function readRate(text: string): Reading<number | undefined> {
  const plain = withoutSeparators(text)
  if (plain === '') return { value: undefined }
  const [, figure = '', unit = 's'] = /^([\d.]+(?:e[+-]?\d+)?)(?:\/([a-z]+))?$/i.exec(plain) ?? []
  const seconds = Object.hasOwn(SECONDS, unit.toLowerCase()) ? SECONDS[unit.toLowerCase()] : undefined
  const number = Number(figure)
  if (figure === '' || !Number.isFinite(number) || number < 0 || seconds === undefined) {
    return { fault: 'Calls per second, such as 20, 0.5, 30/min or 5000/day' }
  }
  return { value: seconds === 1 ? number : Number((number / seconds).toPrecision(DIGITS)) }
}

function withoutSeparators(text: string): string {
  return text.replaceAll(/[\s_]|,(?=\d{3}(?!\d))/g, '')
}
