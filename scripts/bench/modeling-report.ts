import type { Judgement } from './bars.ts'
import { type ModelingFigures, type Spread, STAGES } from './modeling.ts'
import { markdownTable } from './report.ts'

/** Milliseconds in which all that follows from an edit has to be there. */
const IMMEDIATE = 50
/** The same for an edit after which every one of many sample items has to be looked at. */
const LOOKS_AT_ITEMS = 300
/** Sample items from which on looking at all of them is told apart. */
const MANY = 10_000

/** The slowest edit of each size against the bar. */
export function judgeModeling(all: readonly ModelingFigures[]): readonly Judgement[] {
  return all.flatMap(({ items, edits }) => {
    const slowest = (of: typeof edits, wanted: number, what: string): readonly Judgement[] => {
      const worst = of.reduce<(typeof edits)[number] | undefined>(
        (found, edit) => (found === undefined || edit.total.p95 > found.total.p95 ? edit : found),
        undefined,
      )
      if (worst === undefined) return []
      const bar = `${items.toLocaleString('en')} items, p95 of the slowest ${what} (${worst.edit})`
      return [{ bar, wanted, measured: worst.total.p95, isCeiling: true, unit: 'ms' }]
    }
    if (items < MANY) return slowest(edits, IMMEDIATE, 'edit')
    return [
      ...slowest(
        edits.filter(({ looksAtItems }) => !looksAtItems),
        IMMEDIATE,
        'edit',
      ),
      ...slowest(
        edits.filter(({ looksAtItems }) => looksAtItems),
        LOOKS_AT_ITEMS,
        'edit that concerns all items',
      ),
    ]
  })
}

/** A table of every kind of edit for each number of sample items. */
export function modelingText(all: readonly ModelingFigures[]): string {
  const spread = ({ median, p95 }: Spread): string => `${median.toFixed(1)} (${p95.toFixed(1)})`
  return all
    .map(({ items, fromNothing, edits }) => {
      const first = Object.entries(fromNothing).map(([stage, time]) => `${stage} ${time.toFixed(1)}`)
      const rows = edits.map(({ edit, total, processor, ratio, stages }) => [
        edit,
        spread(total),
        processor.toFixed(1),
        ratio.toFixed(2),
        ...STAGES.map(stage => spread(stages[stage])),
      ])
      return [
        `100 entities, 300 access patterns, ${items.toLocaleString('en')} sample items. From nothing, ms: ${first.join(', ')}.`,
        'An edit, median (p95) in ms. Total: what is waited for (the file is written later); processor: its mean in processor',
        'time, whatever else the machine did; ratio: of the median to planning from nothing.',
        '',
        ...markdownTable(['Edit', 'total', 'processor', 'ratio', ...STAGES], rows),
      ].join('\n')
    })
    .join('\n\n')
}
