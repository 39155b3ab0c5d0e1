import { keyParts, SCAN_MAX_TOTAL_SEGMENTS } from '#dynamo'
import { attributePath } from './attribute-path.ts'
import { buildFilter } from './build-filter.ts'
import { buildKey, buildKeyCondition } from './build-key-condition.ts'
import type { FormProblem } from './form-problem.ts'
import { Placeholders } from './placeholders.ts'
import { indexNamed, type QueryTable } from './query-table.ts'
import type { RequestForm } from './request-form.ts'

/** A request as it will be sent, DynamoDB JSON. With problems it is as complete as the form is. */
export interface BuiltRequest {
  readonly operation: RequestForm['operation']
  readonly input: Readonly<Record<string, unknown>>
  readonly problems: readonly FormProblem[]
}

/**
 * The API call that a form stands for.
 *
 * @param known attribute names that the table is known to have, for names with dots in them (see `attributePath`)
 */
export function buildRequest(
  form: RequestForm,
  table: QueryTable,
  known: ReadonlySet<string> = new Set(),
): BuiltRequest {
  const problems: FormProblem[] = []
  const placeholders = new Placeholders()
  const index = form.operation === 'GetItem' ? undefined : indexNamed(table, form.index)
  const key = index?.key ?? table.key
  // Key attributes are names whatever is in them, also in filters and projections.
  const names = new Set([
    ...known,
    ...[table, ...table.indexes].flatMap(({ key }) => keyParts(key).map(part => part.name)),
  ])

  const input: Record<string, unknown> = { TableName: table.name }
  if (form.operation === 'GetItem') input.Key = buildKey(form, table.key, problems)
  else {
    if (index) input.IndexName = index.name
    if (form.operation === 'Query') {
      const condition = buildKeyCondition(form, key, placeholders, problems)
      if (condition !== '') input.KeyConditionExpression = condition
    }
    const keyNames = new Set(form.operation === 'Query' ? keyParts(key).map(part => part.name) : [])
    const filter = buildFilter(form, { known: names, keyNames, placeholders, problems })
    if (filter !== '') input.FilterExpression = filter
  }
  if (form.projection.length > 0) input.ProjectionExpression = projection(form, names, placeholders)
  Object.assign(input, placeholders.members())
  if (form.operation !== 'GetItem') Object.assign(input, pageMembers(form, problems))
  if (form.operation === 'Query' && form.descending) input.ScanIndexForward = false
  if (form.consistent && index?.kind !== 'GSI') input.ConsistentRead = true
  input.ReturnConsumedCapacity = 'INDEXES'
  return { operation: form.operation, input, problems }
}

function projection(form: RequestForm, known: ReadonlySet<string>, placeholders: Placeholders): string {
  const paths = form.projection.map(text => placeholders.path(attributePath(text, known)))
  return [...new Set(paths)].join(', ')
}

function pageMembers(form: RequestForm, problems: FormProblem[]): Record<string, number> {
  const members: Record<string, number> = {}
  if (form.limit.trim() !== '') {
    const limit = wholeNumber(form.limit)
    if (limit === undefined || limit < 1) {
      problems.push({ field: 'limit', message: 'Limit is a whole number from 1: the items read for a page.' })
    } else members.Limit = limit
  }
  if (form.operation !== 'Scan' || (form.segment.trim() === '' && form.totalSegments.trim() === '')) return members
  const segment = wholeNumber(form.segment)
  const total = wholeNumber(form.totalSegments)
  if (
    segment === undefined ||
    total === undefined ||
    total < 1 ||
    total > SCAN_MAX_TOTAL_SEGMENTS ||
    segment >= total
  ) {
    const most = SCAN_MAX_TOTAL_SEGMENTS.toLocaleString('en')
    problems.push({ field: 'segments', message: `Segments are counted from 0 and there are 1 to ${most}: 0 of 4.` })
    return members
  }
  return { ...members, Segment: segment, TotalSegments: total }
}

function wholeNumber(text: string): number | undefined {
  const digits = text.trim()
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined
}
