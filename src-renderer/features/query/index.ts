import { Database, Search } from '@lucide/vue'
import { useEngine } from '../../stores/engine.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useSession } from '../../stores/session.ts'
import DataHome from './DataHome.vue'
import DataSide from './DataSide.vue'
import QueryView from './QueryView.vue'
import { QUERY_TAB, useQueryTabs } from './query-tabs.ts'

/**
 * The tables of the local engine, and queries on them. Other features open a query with
 * `session.open('query', { table })`.
 */
export const query = defineFeature({
  id: 'data',
  title: 'Data',
  icon: Database,
  activity: { order: 20, side: DataSide, home: DataHome },
  tabs: {
    [QUERY_TAB]: {
      component: QueryView,
      icon: Search,
      title: ({ table = '', copy }) => (copy === undefined ? table : `${table} (${copy})`),
      tip: ({ table }) => `Query ${table}`,
    },
  },
  commands: () => {
    const engine = useEngine()
    const queries = useQueryTabs()
    const session = useSession()
    const tab = () => queries.active
    const run = () => tab()?.run
    return [
      {
        id: 'query.run',
        group: 'Query',
        title: 'Run the request',
        keys: 'mod+enter',
        when: () => tab() !== undefined,
        run: () => tab()?.start(),
      },
      {
        id: 'query.stop',
        group: 'Query',
        title: 'Stop reading',
        when: () => run()?.busy.value !== undefined,
        run: () => run()?.stop(),
      },
      {
        id: 'query.next-page',
        group: 'Query',
        title: 'Read the next page',
        keys: 'mod+shift+enter',
        when: () => run()?.lastKey.value !== undefined,
        run: () => run()?.nextPage(),
      },
      {
        id: 'query.load-all',
        group: 'Query',
        title: 'Load all pages',
        when: () => run()?.lastKey.value !== undefined,
        run: () => run()?.loadAll(),
      },
      {
        id: 'query.show-request',
        group: 'Query',
        title: 'Show or fold the request',
        keys: 'mod+shift+e',
        when: () => tab() !== undefined,
        run: () => {
          const shown = tab()
          if (shown) shown.requestOpen.value = !shown.requestOpen.value
        },
      },
      {
        id: 'query.another',
        group: 'Query',
        title: 'Open another query on this table',
        when: () => tab() !== undefined,
        run: () => {
          const table = session.active?.params.table
          if (table !== undefined) queries.open(table, { another: true })
        },
      },
      {
        id: 'data.refresh',
        group: 'Data',
        title: 'Read the tables anew',
        run: () => engine.refreshTables(),
      },
    ]
  },
})
