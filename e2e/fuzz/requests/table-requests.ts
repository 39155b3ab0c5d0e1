import fc from 'fast-check'
import type { OperationName } from '#dynamo'
import type { FuzzedRequest } from './fuzzed-request.ts'

/** Requests that make, change and delete tables, mostly sound: what comes after them meets other tables than before. */

const names = fc.constantFrom('Fuzz', 'Fuzz', 'Plain', 'Multi', 'Fuzz', 'Plain', 'Multi', 'New', 'Other')
const attributes = ['pk', 'sk', 'a', 'b', 'c', 'd', '__proto__', 'toString']
const types = fc.constantFrom('S', 'S', 'S', 'N', 'B')
const keyOf = (names: readonly string[], hashes: number): object[] =>
  names.map((AttributeName, i) => ({ AttributeName, KeyType: i < hashes ? 'HASH' : 'RANGE' }))
const some = (maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...attributes), { minLength: 1, maxLength })
const keySchemas = fc.oneof(
  { weight: 6, arbitrary: some(2).map(chosen => keyOf(chosen, 1)) },
  { weight: 2, arbitrary: some(5).map(chosen => keyOf(chosen, 2)) },
  { weight: 1, arbitrary: some(8).map(chosen => keyOf(chosen, 4)) },
)
const projection = fc.constantFrom<object>(
  { ProjectionType: 'ALL' },
  { ProjectionType: 'KEYS_ONLY' },
  { ProjectionType: 'INCLUDE', NonKeyAttributes: ['m', 'a'] },
)
const index = fc.record({
  IndexName: fc.constantFrom('global', 'sparse', 'several', 'fresh', 'other'),
  KeySchema: keySchemas,
  Projection: projection,
})

/** Definitions of exactly the attributes that this names as keys; types by draw. */
function defined(of: object): fc.Arbitrary<object> {
  const used = [...new Set(JSON.stringify(of).match(/(?<="AttributeName":")[^"]+/g) ?? [])]
  return fc
    .tuple(...used.map(AttributeName => types.map(AttributeType => ({ AttributeName, AttributeType }))))
    .map(AttributeDefinitions => ({ ...of, ...(used.length === 0 ? {} : { AttributeDefinitions }) }))
}

const throughput = fc.record({
  ReadCapacityUnits: fc.integer({ min: 1, max: 9 }),
  WriteCapacityUnits: fc.integer({ min: 1, max: 9 }),
})
const streams = fc.constantFrom<object>(
  { StreamEnabled: false },
  { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
)

/** A list that is not there or holds something. */
const listed = <T>(element: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(element, { minLength: 1, maxLength: 2 })

const create = some(2)
  .chain(([hash = 'pk', range]) => {
    const local = fc.record({
      IndexName: fc.constantFrom('local', 'wide-local', 'fresh'),
      KeySchema: fc.constantFrom(...attributes).map(other => keyOf([hash, other], 1)),
      Projection: projection,
    })
    const members = {
      TableName: fc.constantFrom('New', 'Other', 'Fuzz'),
      KeySchema: fc.constant(keyOf(range === undefined ? [hash] : [hash, range], 1)),
      BillingMode: fc.constant('PAY_PER_REQUEST'),
      GlobalSecondaryIndexes: listed(index),
      StreamSpecification: streams,
      DeletionProtectionEnabled: fc.constantFrom(false, false, true),
      Tags: fc.constant([{ Key: 'k', Value: 'v' }]),
    }
    const requiredKeys: (keyof typeof members)[] = ['TableName', 'KeySchema', 'BillingMode']
    return range === undefined
      ? fc.record(members, { requiredKeys })
      : fc.record({ ...members, LocalSecondaryIndexes: listed(local) }, { requiredKeys })
  })
  .chain(defined)
const billing = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constant({ BillingMode: 'PAY_PER_REQUEST' }),
  throughput.map(ProvisionedThroughput => ({ ProvisionedThroughput })),
  throughput.map(ProvisionedThroughput => ({ BillingMode: 'PROVISIONED', ProvisionedThroughput })),
)
const indexUpdate = fc.oneof(
  { weight: 3, arbitrary: index.map(Create => ({ Create })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('global', 'sparse', 'several', 'fresh').map(IndexName => ({ Delete: { IndexName } })),
  },
  { weight: 1, arbitrary: throughput.map(of => ({ Update: { IndexName: 'global', ProvisionedThroughput: of } })) },
)
const settings = fc.record(
  {
    GlobalSecondaryIndexUpdates: fc.oneof(
      { weight: 4, arbitrary: indexUpdate.map(one => [one]) },
      { weight: 1, arbitrary: listed(indexUpdate) },
    ),
    StreamSpecification: streams,
    DeletionProtectionEnabled: fc.constantFrom(false, false, true),
    TableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  },
  { requiredKeys: [] },
)
const change = fc
  .tuple(names, settings, billing)
  .map(([TableName, ...rest]) => ({ TableName, ...rest[0], ...rest[1] }))
  .chain(defined)
const named = names.map(TableName => ({ TableName }))
const expiry = fc.record({
  TableName: names,
  TimeToLiveSpecification: fc.record({ Enabled: fc.boolean(), AttributeName: fc.constantFrom('b', 'sk', 'zz') }),
})

const of = (operation: OperationName, bodies: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzedRequest> =>
  bodies.map(body => ({ operation, body }))

/** Requests on tables. */
export const tableRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  { weight: 4, arbitrary: of('CreateTable', create) },
  { weight: 5, arbitrary: of('UpdateTable', change) },
  { weight: 2, arbitrary: of('DeleteTable', named) },
  { weight: 1, arbitrary: of('DescribeTable', named) },
  { weight: 1, arbitrary: of('UpdateTimeToLive', expiry) },
)
