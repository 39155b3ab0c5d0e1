// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are the point
import { Modeler } from './orders-model.ts'

const S = (name: string) => ({ name, type: 'S' }) as const

/** For tests of exports: every table setting, every kind of index, names that need escaping and names that collide. */
export function fullTables(): Modeler {
  return new Modeler()
    .run('rename-model', { name: 'Full "model" ${x}' })
    .run('add-table', {
      name: 'orders.v2-Main',
      key: { partition: [S('pk ${a}"\\')], sort: [{ name: 'sk%{b}', type: 'N' }] },
      billing: {
        mode: 'PROVISIONED',
        throughput: { read: 5, write: 6 },
        readScaling: { min: 1, max: 10, target: 70 },
      },
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      stream: 'NEW_AND_OLD_IMAGES',
      timeToLive: 'expires',
      deletionProtection: true,
      pointInTimeRecovery: true,
      tags: { team: 'a ${b} %{c}', 'cost centre': 'yes', ü: '2020-01-01' },
    })
    .run('add-index', {
      tableId: 'table-1',
      indexKind: 'LSI',
      name: 'byDate',
      key: { partition: [S('pk ${a}"\\')], sort: [S('date')] },
      projection: { type: 'KEYS_ONLY' },
    })
    .run('add-index', {
      tableId: 'table-1',
      indexKind: 'GSI',
      name: 'multi',
      key: { partition: [S('a'), S('b')], sort: [S('c'), { name: 'd', type: 'B' }] },
      projection: { type: 'ALL' },
    })
    .run('add-index', {
      tableId: 'table-1',
      indexKind: 'GSI',
      name: 'plain.Index',
      key: { partition: [S('g')], sort: [] },
      projection: { type: 'INCLUDE', attributes: ['x', 'sk%{b}'] },
    })
    .run('add-table', { name: 'orders_v2_main', key: { partition: [{ name: 'id', type: 'B' }], sort: [] } })
    .run('add-table', { name: '123', key: { partition: [S('id')], sort: [] }, deletionProtection: false })
}
