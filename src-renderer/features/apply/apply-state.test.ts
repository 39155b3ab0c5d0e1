import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ApplyEvent, HostApi } from '#contract'
import { emptyModel, parseModel, serializeModel } from '#modeling'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useOutput } from '../../stores/output.ts'
import { useSession } from '../../stores/session.ts'
import { type StoreTest, startStores } from '../../stores/store-testing.ts'
import { useApply } from './apply-state.ts'

type ApplyInput = Parameters<HostApi['engine']['apply']>[0]
type Run = (input: ApplyInput, signal: AbortSignal | undefined) => AsyncGenerator<ApplyEvent, void>

let stores: StoreTest
let run: Run
let inputs: ApplyInput[]
beforeEach(() => {
  inputs = []
  const { host } = fakeHost()
  const apply = async (input: ApplyInput, options?: { signal?: AbortSignal }) => {
    inputs.push(input)
    return run(input, options?.signal)
  }
  stores = startStores({ ...host, engine: { ...host.engine, apply } } as HostApi)
  useModelDocument().openText({ path: '/Shop.facet.json', text: serializeModel(emptyModel('Shop')), revision: '1' })
})
afterEach(() => stores.end())

const DONE: readonly ApplyEvent[] = [
  { kind: 'start', tables: 1, items: 2 },
  { kind: 'table', table: 'Orders', action: 'created' },
  { kind: 'skipped', table: 'Orders', recordId: 'item-2', reason: 'Item 2 of Orders is left out' },
  { kind: 'items', table: 'Orders', written: 1, total: 2, writtenOverall: 1 },
  { kind: 'done', tables: 1, items: 1, skipped: 1, durationMs: 4 },
]
// biome-ignore lint/correctness/useYield: a run that ends before its first event
const differs: Run = async function* () {
  throw new ORPCError('TABLE_DIFFERS', {
    defined: true,
    message: 'Tables differ.',
    data: { tables: [{ name: 'Orders', differences: ['The sort key is SK, not none'] }] },
  })
}

describe('a run', () => {
  test('sends the model as its file has it, and ends with what was done', async () => {
    run = async function* () {
      yield* DONE
    }
    const apply = useApply()
    await apply.start()
    expect(parseModel(inputs[0]?.text ?? '')).toHaveProperty('document')
    expect(apply.phase).toBe('done')
    expect(apply.progress).toMatchObject({ written: 1, findings: [{ recordId: 'item-2' }] })
    expect(useOutput().lines.map(({ text }) => text)).toEqual([
      'Applying Shop',
      'Orders: created',
      'Item 2 of Orders is left out',
      'Applied 1 table and 1 item in 4 ms, 1 record left out',
    ])
  })

  test('that meets other tables asks, and replaces them when told to', async () => {
    run = differs
    const apply = useApply()
    await apply.start()
    expect(apply.phase).toBe('differs')
    expect(apply.differing).toEqual([{ name: 'Orders', differences: ['The sort key is SK, not none'] }])
    run = async function* () {
      yield* DONE
    }
    await apply.start(true)
    expect(inputs.map(({ replace }) => replace)).toEqual([undefined, true])
    expect(apply.phase).toBe('done')
    expect(apply.differing).toEqual([])
  })

  test('can be stopped, and what was written is told', async () => {
    const apply = useApply()
    run = async function* () {
      yield* DONE.slice(0, 4)
      apply.stop()
      yield { kind: 'items', table: 'Orders', written: 2, total: 2, writtenOverall: 2 }
    }
    await apply.start()
    expect(apply.phase).toBe('stopped')
    expect(apply.progress.written).toBe(1)
  })

  test('that fails keeps the reason', async () => {
    // biome-ignore lint/correctness/useYield: a run that ends before its first event
    run = async function* () {
      throw new ORPCError('DYNAMODB', {
        defined: true,
        message: 'The table could not be created.',
        data: { name: 'LimitExceededException', message: 'Too many' },
      })
    }
    const apply = useApply()
    await apply.start()
    expect(apply.phase).toBe('failed')
    expect(useOutput().lines.at(-1)).toMatchObject({
      tone: 'error',
      text: 'The table could not be created.',
      detail: 'LimitExceededException: Too many',
    })
  })

  test('is one at a time', async () => {
    let release = () => {}
    run = async function* () {
      await new Promise<void>(resolve => {
        release = resolve
      })
      yield* DONE
    }
    const apply = useApply()
    const first = apply.start()
    await apply.start()
    release()
    await first
    expect(inputs).toHaveLength(1)
  })
})

test('a query opens on the table of the engine', () => {
  useApply().query('Orders')
  expect(useSession().active).toMatchObject({ type: 'query', params: { table: 'Orders' } })
})
