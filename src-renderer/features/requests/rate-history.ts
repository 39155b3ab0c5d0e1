/** Requests per second at a time, in milliseconds since 1970. */
export interface RateSample {
  readonly at: number
  readonly perSecond: number
}

/** How far the sparkline looks back. */
export const HISTORY_SECONDS = 60

/** The samples with one more; what is too old falls out, and a clock that was set back starts anew. */
export function withSample(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  const last = samples.at(-1)
  const known = last && last.at > sample.at ? [] : samples
  const oldest = sample.at - (HISTORY_SECONDS + 5) * 1000
  return [...known.filter(other => other.at > oldest), sample]
}

/**
 * One number for each of the last seconds, oldest first, ending at `now`. A pulse stands for the second before it; no
 * pulses means no requests, because the host is silent while nothing happens.
 */
export function ratesBySecond(samples: readonly RateSample[], now: number): readonly number[] {
  const rates = new Array<number>(HISTORY_SECONDS).fill(0)
  for (const { at, perSecond } of samples) {
    const slot = HISTORY_SECONDS - 1 - Math.round((now - at) / 1000)
    if (slot >= 0 && slot < HISTORY_SECONDS) rates[slot] = Math.max(rates[slot] ?? 0, perSecond)
  }
  return rates
}

/** A round number at or above every rate: the top of the scale. At least 10, so that one request is no mountain. */
export function scaleTop(rates: readonly number[]): number {
  const most = Math.max(10, ...rates)
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= most) ?? most
}
