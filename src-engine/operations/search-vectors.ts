import {
  Bindings,
  type BoundProjection,
  bindProjection,
  bindSearchCondition,
  checkAttributesHaveExpression,
  checkSearchVector,
  checkTopK,
  type Item,
  projectItem,
  readSearchVector,
  SEARCH_MAX_BYTES,
  type SearchTerm,
  type SearchVectorsInput,
  searchRequestBytes,
  searchScopeOf,
  validationError,
  vectorValue,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { indexFacts, type TableState, type VectorIndexState } from '../tables/table-state.ts'
import { type SearchHit, VectorSearch } from '../vectors/vector-search.ts'
import type { Operation, Reply, Unfinished } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { readExpressionValues } from './support/expression-values.ts'
import { resolveTable } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'

interface SearchRequest {
  readonly vector: Float32Array
  readonly terms: readonly SearchTerm[] | undefined
  readonly projection: BoundProjection | undefined
}

/** Everything that is known from the request alone. */
function check(input: SearchVectorsInput): SearchRequest {
  const { SearchConditionExpression, ProjectionExpression } = input
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input
  checkTopK(input.TopK)
  checkAttributesHaveExpression({ names, values }, { SearchConditionExpression, ProjectionExpression })
  const bindings = new Bindings({ names, values, readValues: readExpressionValues })
  const terms =
    SearchConditionExpression === undefined ? undefined : bindSearchCondition(SearchConditionExpression, bindings)
  const projection = ProjectionExpression === undefined ? undefined : bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  return { vector: readSearchVector(input.SearchVector), terms, projection }
}

/** The table and its index as they are now. @throws DynamoError there is no such index, or it is being filled */
function searchable(
  engine: EngineContext,
  { TableName, IndexName: name }: SearchVectorsInput,
): { readonly table: TableState; readonly index: VectorIndexState } {
  const table = resolveTable(engine, TableName)
  const index = table.vectors.find(({ definition }) => definition.name === name)
  const facts = index && indexFacts(table.facts, name)
  // While it is given its resources it is not there yet, as observed; of one that is being deleted nothing is known.
  if (index === undefined || facts?.backfilling === false || facts?.status === 'DELETING') {
    throw validationError(`The table does not have the specified index: ${name}`)
  }
  if (facts?.backfilling === true) throw validationError(`Cannot search backfilling vector index: ${name}`)
  return { table, index }
}

/** The items whose vectors are nearest to one, best first. A large index takes several turns. */
export const searchVectors: Operation = (engine, input: SearchVectorsInput) => {
  const { vector, terms, projection } = worded(engine, 'SearchVectors', () => check(input))
  const { table, index } = searchable(engine, input)
  const { definition, rows } = index
  checkSearchVector(definition, vector)
  const scope = searchScopeOf(definition, terms)
  const search = new VectorSearch(definition, rows, { vector, scope, limit: input.TopK })
  const turn = (): Reply | Unfinished => {
    const now = searchable(engine, input)
    // Meanwhile another index may have taken the name, of another table even that of the rows.
    if (now.index.rows.name !== rows.name || now.table.facts.tableId !== table.facts.tableId) {
      throw validationError(`The table does not have the specified index: ${definition.name}`)
    }
    return search.step() ? { goOn: turn } : answer(input, now.table, search, projection)
  }
  return turn()
}

function answer(
  input: SearchVectorsInput,
  table: TableState,
  search: VectorSearch,
  projection: BoundProjection | undefined,
): Reply {
  const hits = search.hits(table)
  const { attribute, dimensions } = search.index
  const withVectors = projection?.paths.some(([name]) => name === attribute) === true
  const results: string[] = []
  let bytes = 0
  for (const hit of hits) {
    const text = JSON.stringify({ Item: shown(hit, attribute, projection), Score: hit.score })
    bytes += Buffer.byteLength(text)
    if (bytes > SEARCH_MAX_BYTES) break
    results.push(text)
  }
  const returned = hits.slice(0, results.length)
  const metered = searchRequestBytes(
    dimensions,
    returned.map(({ size }) => size),
    withVectors,
  )
  return {
    body: new AnswerText()
      .list('SearchResults', results)
      .value('ConsumedCapacity', consumed(input, metered))
      .toString(),
    metered: {
      table: table.facts.definition.name,
      index: search.index.name,
      scanned: search.seen,
      returned: results.length,
    },
  }
}

/** What an answer has of an item: what the index projects, and the vector itself when it is asked for by name. */
function shown({ attributes, vector }: SearchHit, attribute: string, projection: BoundProjection | undefined): Item {
  if (projection === undefined) return attributes
  const asked = projection.paths.some(([name]) => name === attribute)
  return projectItem(asked ? { ...attributes, [attribute]: vectorValue(vector) } : attributes, projection)
}

/** The service returns both members, with the same value, though its model knows the first alone. */
function consumed({ ReturnConsumedCapacity: mode }: SearchVectorsInput, bytes: number): object | undefined {
  if (mode === undefined || mode === 'NONE') return undefined
  return { VectorSearchRequestBytes: bytes, VectorSearchUnits: bytes }
}
