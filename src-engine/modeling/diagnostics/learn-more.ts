import { type CatalogueEntry, catalogue, type DiagnosticCode } from './catalogue.ts'

/** A page of AWS's documentation. */
export interface Page {
  readonly title: string
  readonly url: string
}

const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/'
const page = (title: string, file: string): Page => ({ title, url: `${GUIDE}${file}.html` })

const QUOTAS = page('Quotas', 'ServiceQuotas')
const NAMING = page('Naming rules and data types', 'HowItWorks.NamingRulesDataTypes')
const KEYS = page('Designing partition keys', 'bp-partition-key-design')
const LOAD = page('Distributing load over partition keys', 'bp-partition-key-uniform-load')
const SHARDS = page('Write sharding', 'bp-partition-key-sharding')
const SORT_KEYS = page('Sort keys for organizing data', 'bp-sort-keys')
const INDEXES = page('Guidelines for secondary indexes', 'bp-indexes-general')
const GLOBAL = page('Global secondary indexes', 'GSI')
const LOCAL = page('Local secondary indexes', 'LSI')
const CONDITIONS = page('Condition expressions', 'Expressions.ConditionExpressions')
const EXPIRY = page('Time to live', 'TTL')
const LARGE_ITEMS = page('Large items and attributes', 'bp-use-s3-too')
const QUERIES = page('Querying and scanning data', 'bp-query-scan')
const TRANSACTIONS = page('Transactions', 'transaction-apis')
const DESIGN = page('NoSQL design', 'bp-general-nosql-design')
const TIME_SERIES = page('Time series data', 'bp-time-series')
const MODELS = page('Data modeling', 'data-modeling')

/** What the design rules are about, where AWS writes about it. */
const BY_RULE: Readonly<Record<string, Page>> = {
  P1: DESIGN,
  P2: DESIGN,
  P3: KEYS,
  T1: MODELS,
  T8: LARGE_ITEMS,
  T9: LARGE_ITEMS,
  K3: SORT_KEYS,
  K4: TIME_SERIES,
  K6: TRANSACTIONS,
  K7: CONDITIONS,
  K8: CONDITIONS,
  K10: SORT_KEYS,
  K13: INDEXES,
  K14: KEYS,
  K15: NAMING,
  H1: LOAD,
  H2: SHARDS,
  H10: page('Warm throughput', 'warm-throughput'),
  I1: LOCAL,
  I4: page('Overloading global secondary indexes', 'bp-gsi-overloading'),
  I5: INDEXES,
  I12: INDEXES,
  I13: page('Provisioned capacity mode', 'provisioned-capacity-mode'),
  I14: INDEXES,
  Q1: QUERIES,
  Q2: QUERIES,
  Q3: page('Paginating results', 'Query.Pagination'),
  W1: CONDITIONS,
  W2: CONDITIONS,
  W3: TRANSACTIONS,
  W7: EXPIRY,
}

/** Pages of findings that no rule stands behind. Those about this tool alone have none. */
const BY_CODE: Partial<Readonly<Record<DiagnosticCode, Page>>> = {
  'invalid-table-name': NAMING,
  'duplicate-table-name': NAMING,
  'invalid-index-name': NAMING,
  'duplicate-index-name': NAMING,
  'invalid-table-key': KEYS,
  'invalid-key-attribute': NAMING,
  'attribute-type-conflict': NAMING,
  'invalid-attribute-name': NAMING,
  'invalid-capacity': page('Provisioned capacity mode', 'provisioned-capacity-mode'),
  'invalid-auto-scaling': page('Auto scaling', 'AutoScaling'),
  'invalid-time-to-live': EXPIRY,
  'time-to-live-type': EXPIRY,
  'invalid-tag': page('Tagging resources', 'Tagging'),
  'invalid-index-key': GLOBAL,
  'too-many-indexes': QUOTAS,
  'invalid-projection': GLOBAL,
  'projection-names-keys': GLOBAL,
  'missing-key-attribute': KEYS,
  'wrong-key-type': NAMING,
  'empty-key-value': NAMING,
  'key-too-long': QUOTAS,
  'empty-index-key': GLOBAL,
  'wrong-index-key-type': GLOBAL,
  'item-too-large': QUOTAS,
  'duplicate-primary-key': KEYS,
  'invalid-item': NAMING,
  'placement-without-key': KEYS,
}

/** Where AWS writes about what is behind a finding. Undefined: it is about this tool. */
export function learnMore(code: DiagnosticCode): Page | undefined {
  const entry: CatalogueEntry = catalogue[code]
  return BY_CODE[code] ?? (entry.rule === undefined ? undefined : BY_RULE[entry.rule])
}
