import { attributeOf, keyParts } from '#dynamo'
import {
  type Diagnostic,
  type ItemRecord,
  type ModelDocument,
  type ModelRecord,
  recordOf,
  recordOfKind,
  type Severity,
} from '#modeling'
import { valueText } from '../../ui/index.ts'

/** A problem as the panel lists it. */
export interface ProblemRow {
  readonly problem: Diagnostic
  /** The record that it is about and, where it belongs to one, its table: `OnlineShop › item c#1, c#1`. */
  readonly place: string
}

/** What is shown: texts are looked for in message, place and code. */
export interface ProblemFilter {
  readonly severities: ReadonlySet<Severity>
  readonly text: string
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** The problems that pass the filter, the most serious first, otherwise in the model's order. */
export function problemRows(
  document: ModelDocument,
  problems: readonly Diagnostic[],
  filter: ProblemFilter,
): readonly ProblemRow[] {
  const words = filter.text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return problems
    .filter(({ severity }) => filter.severities.size === 0 || filter.severities.has(severity))
    .map(problem => ({ problem, place: placeOf(document, problem) }))
    .filter(({ problem, place }) => {
      if (words.length === 0) return true
      const text = `${problem.message} ${place} ${problem.code}`.toLowerCase()
      return words.every(word => text.includes(word))
    })
    .sort((left, right) => ORDER[left.problem.severity] - ORDER[right.problem.severity])
}

/** How many problems there are of each severity. */
export function severityCounts(problems: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of problems) counts[severity] += 1
  return counts
}

/** An item by its primary key, as far as it has one: `item c#12345, c#12345`. */
function itemName(document: ModelDocument, { tableId, item }: ItemRecord): string {
  const table = recordOfKind(document, 'table', tableId)
  const values = table ? keyParts(table.key).map(part => attributeOf(item, part.name)) : []
  const texts = values.map(value => (value === undefined ? '–' : valueText(value, 32)))
  return texts.every(text => text === '–') ? 'item' : `item ${texts.join(', ')}`
}

/** Names of tables may have 255 characters: what lies in one is worth more room. */
const LONGEST_OWNER = 24
function shortened(name: string): string {
  return name.length <= LONGEST_OWNER ? name : `${name.slice(0, LONGEST_OWNER - 1)}…`
}

const WORDS: Readonly<Record<Exclude<ModelRecord['kind'], 'model' | 'item' | 'table'>, string>> = {
  index: 'index',
  vectorIndex: 'vector index',
  facet: 'facet',
  entity: 'entity',
  relation: 'relation',
  placement: 'keys of',
  pattern: 'pattern',
}

/** A placement goes by its entity. */
function nameOf(document: ModelDocument, record: Exclude<ModelRecord, ItemRecord>): string {
  if (record.kind !== 'placement') return record.name ?? ''
  const entity = recordOfKind(document, 'entity', record.entityId)
  return [entity?.name, record.name].filter(text => text !== undefined).join(' ')
}

function placeOf(document: ModelDocument, { recordId, attribute }: Diagnostic): string {
  const record = recordOf(document, recordId)
  if (!record) return ''
  if (record.kind === 'model') return 'Model'
  const own =
    record.kind === 'item'
      ? itemName(document, record)
      : record.kind === 'table'
        ? record.name
        : `${WORDS[record.kind]} ${nameOf(document, record)}`
  const owner = 'tableId' in record ? recordOf(document, record.tableId) : undefined
  const parts = [
    owner?.kind === 'table' ? shortened(owner.name) : undefined,
    own,
    record.kind === 'item' ? attribute : undefined,
  ]
  return parts.filter(part => part !== undefined && part !== '').join(' › ')
}
