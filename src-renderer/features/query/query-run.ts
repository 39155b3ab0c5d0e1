import { shallowRef } from 'vue'
import type { HostApi } from '#contract'
import type { AttributeType, Item } from '#dynamo'
import { faultOf, type HostFault, isAbort } from '../../stores/host-fault.ts'
import type { GridColumn } from '../../ui/index.ts'
import type { BuiltRequest } from './build-request.ts'
import type { QueryTable } from './query-table.ts'
import { NOTHING_READ, type PageCost, pageCost, type ReadTotals, withPage } from './read-cost.ts'
import { ResultColumns } from './result-columns.ts'

/** "Load all" pauses here: more than a person looks at, and a bound on what the window holds. */
export const LOAD_ALL_ITEMS = 100_000
export const LOAD_ALL_BYTES = 128 * 1024 * 1024
/** Pages whose costs are kept one by one; the totals count all. */
const KEPT_PAGES = 50

export interface QueryRunPorts {
  readonly execute: HostApi['data']['execute']
  /** Waits until the window has drawn what came, so that loading never blocks it. */
  readonly nextFrame: () => Promise<void>
}

/** A request being run, page by page, and what it has brought. */
export class QueryRun {
  readonly items = shallowRef<readonly Item[]>([])
  readonly columns = shallowRef<readonly GridColumn<Item>[]>([])
  /** The newest pages. */
  readonly pages = shallowRef<readonly PageCost[]>([])
  readonly totals = shallowRef<ReadTotals>(NOTHING_READ)
  readonly fault = shallowRef<HostFault | undefined>()
  /** What is going on: nothing, one page, or all that is left. */
  readonly busy = shallowRef<'page' | 'all' | undefined>()
  /** The request that the result answers; undefined before the first run. */
  readonly request = shallowRef<BuiltRequest | undefined>()
  /** LastEvaluatedKey: there is more. */
  readonly lastKey = shallowRef<unknown>()
  /** Load all stopped by itself at the bound. */
  readonly paused = shallowRef(false)

  readonly #ports: QueryRunPorts
  #connection = 'local'
  #found: ResultColumns | undefined
  #bytes = 0
  readonly #seen = new Map<string, AttributeType>()
  #abort: AbortController | undefined

  constructor(ports: QueryRunPorts) {
    this.#ports = ports
  }

  /** Sends a request and shows its first page in place of what was there. */
  async run(connection: string, request: BuiltRequest, table: QueryTable, index: string): Promise<void> {
    this.stop()
    this.#connection = connection
    this.#found = new ResultColumns(table, index)
    this.#bytes = 0
    this.request.value = request
    this.lastKey.value = undefined
    this.fault.value = undefined
    this.paused.value = false
    const loaded = await this.#load('page', this.#begin(), true)
    // The result before stays in sight until the new one is there; a failed run has none.
    if (!loaded && this.fault.value) this.#clear()
  }

  /** Reads the next page and adds it. */
  async nextPage(): Promise<void> {
    if (this.busy.value || this.lastKey.value === undefined) return
    this.fault.value = undefined
    await this.#load('page', this.#begin())
  }

  /** Reads on to the end, to the bound, or until `stop`. */
  async loadAll(): Promise<void> {
    if (this.busy.value || this.lastKey.value === undefined) return
    this.fault.value = undefined
    this.paused.value = false
    const itemsBefore = this.items.value.length
    const bytesBefore = this.#bytes
    const abort = this.#begin()
    while (!abort.signal.aborted) {
      if (!(await this.#load('all', abort)) || this.lastKey.value === undefined) return
      if (this.items.value.length - itemsBefore >= LOAD_ALL_ITEMS || this.#bytes - bytesBefore >= LOAD_ALL_BYTES) {
        this.paused.value = true
        return this.#end(abort)
      }
      await this.#ports.nextFrame()
    }
  }

  /** Ends what is going on. What has arrived stays, and "next page" goes on from there. */
  stop(): void {
    this.#abort?.abort()
    this.#abort = undefined
    this.busy.value = undefined
  }

  /** Attributes that the results of this tab have had so far. */
  attributes(): readonly { readonly name: string; readonly type: AttributeType }[] {
    return Array.from(this.#seen, ([name, type]) => ({ name, type }))
  }

  #begin(): AbortController {
    this.#abort = new AbortController()
    return this.#abort
  }

  /** One page. False when it was stopped or failed. */
  async #load(kind: 'page' | 'all', abort: AbortController, isFirst = false): Promise<boolean> {
    const request = this.request.value
    if (!request) return false
    this.busy.value = kind
    const start = this.lastKey.value
    const input = start === undefined ? { ...request.input } : { ...request.input, ExclusiveStartKey: start }
    try {
      const call = { connection: this.#connection, operation: request.operation, input }
      const { body, durationMs } = await this.#ports.execute(call, { signal: abort.signal })
      const output = JSON.parse(body) as Readonly<Record<string, unknown>>
      if (abort.signal.aborted) return false
      this.#take(request, output, durationMs, isFirst)
      this.lastKey.value = output.LastEvaluatedKey
      if (kind === 'page' || output.LastEvaluatedKey === undefined) this.#end(abort)
      return true
    } catch (error) {
      if (abort.signal.aborted || isAbort(error)) return false
      this.fault.value = faultOf(error)
      this.#end(abort)
      return false
    }
  }

  #end(abort: AbortController): void {
    if (this.#abort !== abort) return
    this.#abort = undefined
    this.busy.value = undefined
  }

  #take(
    request: BuiltRequest,
    output: Readonly<Record<string, unknown>>,
    durationMs: number,
    isFirst: boolean,
  ): void {
    if (isFirst) this.#clear()
    const fresh = itemsOf(request, output)
    const page = pageCost(request, output, fresh, durationMs)
    this.#bytes += fresh.length === 0 ? 0 : page.returnedBytes
    this.items.value = isFirst ? fresh : [...this.items.value, ...fresh]
    this.columns.value = this.#found?.add(fresh) ?? []
    for (const { name, type } of this.#found?.attributes() ?? []) this.#seen.set(name, type)
    this.pages.value = [...this.pages.value.slice(-(KEPT_PAGES - 1)), page]
    this.totals.value = withPage(this.totals.value, page)
  }

  #clear(): void {
    this.items.value = []
    this.columns.value = []
    this.pages.value = []
    this.totals.value = NOTHING_READ
  }
}

function itemsOf(request: BuiltRequest, output: Readonly<Record<string, unknown>>): readonly Item[] {
  if (request.operation !== 'GetItem') return (output.Items as readonly Item[] | undefined) ?? []
  return output.Item === undefined ? [] : [output.Item as Item]
}
