import { defineStore } from 'pinia'
import { type ComputedRef, computed, effectScope, type ShallowRef, shallowRef, watch } from 'vue'
import { useEngine } from '../../stores/engine.ts'
import type { TabParams } from '../../stores/feature.ts'
import { faultOf } from '../../stores/host-fault.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { usePorts } from '../../stores/ports.ts'
import { useSession } from '../../stores/session.ts'
import { type FaultText, faultText } from './advice.ts'
import { type BuiltRequest, buildRequest } from './build-request.ts'
import { knownAttributes, type SuggestedAttribute } from './known-attributes.ts'
import { QueryRun } from './query-run.ts'
import { type QueryTable, readDescription } from './query-table.ts'
import { EMPTY_FORM, type RequestForm } from './request-form.ts'

/** Type of the query tab and what it is about: `table`, and `copy` to tell several tabs of one table apart. */
export const QUERY_TAB = 'query'

/** One query tab: its form, its table, its result. Kept here so that a tab that is built anew has lost nothing. */
export interface QueryTab {
  readonly tableName: string
  readonly connection: string
  readonly form: ShallowRef<RequestForm>
  /** Undefined until it is described. */
  readonly table: ComputedRef<QueryTable | undefined>
  readonly tableFault: ShallowRef<FaultText | undefined>
  readonly attributes: ComputedRef<readonly SuggestedAttribute[]>
  /** The request as the form is now. */
  readonly built: ComputedRef<BuiltRequest | undefined>
  /** The form has been changed since the result on the screen was read. */
  readonly isChanged: ComputedRef<boolean>
  /** A run was tried: missing values are now pointed out. */
  readonly tried: ShallowRef<boolean>
  readonly run: QueryRun
  readonly requestOpen: ShallowRef<boolean>
  readonly view: ShallowRef<'table' | 'json'>
  /** Reads the table's description anew. */
  describe(): Promise<void>
  /** Runs the request as the form is now; what is missing is pointed out instead. */
  start(): Promise<void>
}

function keyOf(params: TabParams): string {
  return JSON.stringify([params.connection ?? 'local', params.table ?? '', params.copy ?? ''])
}

function textOf({ operation, input }: BuiltRequest): string {
  return JSON.stringify([operation, input])
}

/** The state of every open query tab. */
export const useQueryTabs = defineStore('query-tabs', () => {
  const { host } = usePorts()
  const session = useSession()
  const engine = useEngine()
  const model = useModelDocument()
  const tabs = new Map<string, { readonly tab: QueryTab; readonly end: () => void }>()
  /** Counts up when tabs come or go, for `active`. */
  const version = shallowRef(0)

  function create(params: TabParams): QueryTab {
    const tableName = params.table ?? ''
    const connection = params.connection ?? 'local'
    const form = shallowRef(EMPTY_FORM)
    const described = shallowRef<QueryTable | undefined>()
    const listed = computed(() =>
      connection === 'local' ? engine.tables.find(candidate => candidate.name === tableName) : undefined,
    )
    /** With the counts of the list, which are kept current. */
    const table = computed(() => {
      if (!described.value || !listed.value) return described.value
      const { itemCount, sizeBytes } = listed.value
      return { ...described.value, itemCount, sizeBytes }
    })
    const tableFault = shallowRef<FaultText | undefined>()
    const tried = shallowRef(false)
    const run = new QueryRun({
      execute: host.data.execute,
      nextFrame: () => new Promise(resolve => setTimeout(resolve)),
    })
    const attributes = computed(() => {
      void run.columns.value
      return table.value ? knownAttributes(table.value, model.document, run.attributes()) : []
    })
    const names = computed(() => new Set(attributes.value.map(attribute => attribute.name)))
    const built = computed(() => table.value && buildRequest(form.value, table.value, names.value))

    const isChanged = computed(() => {
      const shown = run.request.value
      return shown !== undefined && built.value !== undefined && textOf(shown) !== textOf(built.value)
    })

    async function describe(): Promise<void> {
      try {
        const input = { TableName: tableName }
        const { body } = await host.data.execute({ connection, operation: 'DescribeTable', input })
        described.value = readDescription(JSON.parse(body) as Readonly<Record<string, unknown>>)
        tableFault.value = undefined
      } catch (error) {
        described.value = undefined
        tableFault.value = faultText(faultOf(error))
      }
    }
    // Deleted, created anew, another index: what is known of the table no longer holds.
    watch(
      () => listed.value && `${listed.value.status} ${listed.value.indexCount}`,
      (now, before) => {
        if (before !== undefined || (now !== undefined && tableFault.value)) void describe()
      },
    )

    async function start(): Promise<void> {
      if (!table.value) await describe()
      if (!table.value || !built.value) return
      tried.value = true
      if (built.value.problems.length > 0) return
      await run.run(connection, built.value, table.value, form.value.operation === 'GetItem' ? '' : form.value.index)
    }

    void describe()
    return {
      tableName,
      connection,
      form,
      table,
      tableFault,
      attributes,
      built,
      isChanged,
      tried,
      run,
      requestOpen: shallowRef(false),
      view: shallowRef('table'),
      describe,
      start,
    }
  }

  /** The state of a tab, made when it is first asked for. */
  function of(params: TabParams): QueryTab {
    const key = keyOf(params)
    const known = tabs.get(key)
    if (known) return known.tab
    const scope = effectScope(true)
    const tab = scope.run(() => create(params)) as QueryTab
    const end = () => {
      tab.run.stop()
      scope.stop()
    }
    tabs.set(key, { tab, end })
    version.value += 1
    return tab
  }

  const active = computed(() => {
    void version.value
    const shown = session.active
    return shown?.type === QUERY_TAB ? tabs.get(keyOf(shown.params))?.tab : undefined
  })

  watch(
    () => session.tabs,
    open => {
      const kept = new Set(open.filter(tab => tab.type === QUERY_TAB).map(tab => keyOf(tab.params)))
      for (const [key, { end }] of tabs) {
        if (kept.has(key)) continue
        end()
        tabs.delete(key)
        version.value += 1
      }
    },
  )

  /** Opens a tab for a table. With `another`, one more beside those that are open. */
  function open(table: string, options: { readonly another?: boolean } = {}): void {
    const opened = session.tabs.filter(tab => tab.type === QUERY_TAB && tab.params.table === table)
    const highest = Math.max(0, ...opened.map(tab => Number(tab.params.copy ?? '1')))
    if (!options.another || highest === 0) session.open(QUERY_TAB, { table })
    else session.open(QUERY_TAB, { table, copy: String(highest + 1) })
  }

  return { of, active, open }
})
