import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from './manual-ports.ts'
import { type Command, commands } from './random-work/commands.ts'
import { Work } from './random-work/work.ts'

/**
 * Random work against a reference of plain maps, written without the engine: single writes, batches, transactions with
 * tokens, queries and scans page by page, tables and indexes that come and go. Every answer is the same, and at the end
 * every item, index entry and count.
 */

/** Tables to begin with, so that work is not refused for lack of them. */
const BEGINNING: readonly Command[] = [
  {
    kind: 'create-table',
    table: 'One',
    schema: {
      key: { hash: ['pk'], range: ['sk'] },
      indexes: [
        { name: 'local', kind: 'local', hash: ['pk'], range: ['b'], keeps: [] },
        { name: 'whole', kind: 'global', hash: ['a'], range: ['b'], keeps: 'ALL' },
        { name: 'sparse', kind: 'global', hash: ['d'], range: ['pk'], keeps: [] },
      ],
    },
  },
  {
    kind: 'create-table',
    table: 'Two',
    schema: {
      key: { hash: ['pk'], range: [] },
      indexes: [
        { name: 'some', kind: 'global', hash: ['a'], range: [], keeps: ['n', 'l'] },
        { name: 'several', kind: 'global', hash: ['a', 'd'], range: ['b', 'pk'], keeps: 'ALL' },
      ],
    },
  },
]

/** Most keys that the work will name have an item from the start. */
function fill(table: string, sorts: readonly string[]): Command {
  const keys = ['p', 'q', 'p\0'].flatMap(pk =>
    sorts.map(sk => ({ pk: { S: pk }, ...(sk === '' ? {} : { sk: { N: sk } }) })),
  )
  return {
    kind: 'batch-write',
    writes: keys.map((key, i) => ({
      kind: 'put',
      table,
      condition: undefined,
      item: {
        ...key,
        ...(i % 3 === 0 ? {} : { a: { S: i % 2 === 0 ? 'x' : 'y' }, b: { N: `${i}` } }),
        ...(i % 4 === 0 ? { d: { S: 'x' } } : {}),
        n: { N: '1' },
        l: { L: [{ N: '1' }, { S: 'x' }, { M: { x: { N: '2' } } }] },
        m: { M: { x: { N: '3' }, l: { L: [{ S: 'y' }] } } },
        ss: { SS: ['x', 'y'] },
      },
    })),
  }
}

/** Of any length alike: most faults need several commands before them. */
const lists = (withRestarts: boolean, maxLength: number): fc.Arbitrary<Command[]> =>
  fc.noBias(fc.array(commands(withRestarts), { maxLength, size: 'max' }))

async function runAll(work: Work, list: readonly Command[]): Promise<void> {
  const filling = [fill('One', ['-1.5', '0', '2', '10']), fill('Two', [''])]
  for (const command of [...BEGINNING, ...filling, ...list]) await work.do(command)
  await work.agree()
}

test('random work in memory: every answer is that of the reference', async () => {
  await fc.assert(
    fc.asyncProperty(lists(false, 60), async list => {
      const ports = new ManualPorts()
      const engine = createEngine({ storage: { kind: 'memory' }, ports })
      const minutes = (count: number): void => ports.advance(count * 60_000)
      const work = new Work(engine, async same => same, minutes)
      try {
        await runAll(work, list)
      } finally {
        await engine.close()
      }
    }),
    { numRuns: 120 },
  )
}, 120_000)

test('random work in a directory, closed and opened again in between', async () => {
  await fc.assert(
    fc.asyncProperty(lists(true, 40), async list => {
      const path = mkdtempSync(join(tmpdir(), 'facet-work-'))
      const ports = new ManualPorts()
      const open = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports })
      const reopen = async (old: Engine): Promise<Engine> => {
        await old.close()
        return open()
      }
      const work = new Work(open(), reopen, count => ports.advance(count * 60_000))
      try {
        await runAll(work, [...list, { kind: 'restart' }])
      } finally {
        await work.engine.close()
        rmSync(path, { recursive: true, force: true })
      }
    }),
    { numRuns: 15 },
  )
}, 120_000)
