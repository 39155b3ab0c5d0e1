import { expect, test } from 'vitest'
import type { ApplyEvent } from '#contract'
import { afterEvents, NOT_STARTED } from './apply-run.ts'

const RUN: readonly ApplyEvent[] = [
  { kind: 'start', tables: 2, items: 30 },
  { kind: 'skipped', table: 'Orders', recordId: 'item-9', reason: 'Item 9 of Orders is left out' },
  { kind: 'table', table: 'Orders', action: 'created' },
  { kind: 'items', table: 'Orders', written: 10, total: 10, writtenOverall: 10 },
  { kind: 'table', table: 'Users', action: 'kept' },
  { kind: 'items', table: 'Users', written: 15, total: 20, writtenOverall: 25 },
  { kind: 'items', table: 'Users', written: 20, total: 20, writtenOverall: 30 },
  { kind: 'done', tables: 2, items: 30, skipped: 1, durationMs: 12 },
]

test('afterEvents gives the same progress one by one and in a burst', () => {
  const oneByOne = RUN.reduce((progress, event) => afterEvents(progress, [event]), NOT_STARTED)
  expect(oneByOne).toEqual(afterEvents(NOT_STARTED, RUN))
  expect(oneByOne).toMatchObject({
    totalItems: 30,
    written: 30,
    tables: [
      { name: 'Orders', action: 'created', written: 10 },
      { name: 'Users', action: 'kept', written: 20 },
    ],
    findings: [{ recordId: 'item-9' }],
  })
})

test('afterEvents knows a run that did not end', () => {
  const progress = afterEvents(NOT_STARTED, RUN.slice(0, 6))
  expect(progress.done).toBeUndefined()
  expect(progress.written).toBe(25)
})
