import type { AttributeMap, Item } from '#dynamo'
import type { CallTarget } from '../access-patterns/access-path.ts'
import type { Json, ModelDocument } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { ConcreteRequest } from './concrete-request.ts'
import { type Instances, instancesIn } from './known-values.ts'
import { type ApiAnswer, addFigures, itemsIn, measuredFigures } from './measured-figures.ts'
import type { PredictedStore } from './predicted-store.ts'
import type { CallFigures, CallProof } from './proof-report.ts'
import { type ApiRequest, apiRequest } from './request-input.ts'

/** Runs one request on a DynamoDB that holds nothing else; rejects with DynamoDB's error. */
export type Execute = (operation: string, input: object) => Promise<ApiAnswer>

/** What stops a proof before a request can be made. */
export class NotProvable extends Error {}

/** What the parts of a proof share: the model, what is predicted of it, the engine, and how names are found. */
export class ProofContext {
  readonly document: ModelDocument
  readonly store: PredictedStore
  readonly instances: Instances
  private readonly execute: Execute

  constructor(document: ModelDocument, execute: Execute, store: PredictedStore) {
    this.document = document
    this.execute = execute
    this.store = store
    this.instances = instancesIn(document)
  }

  /** Does something and puts the items under these keys back as they were, in the engine and in what is predicted of it. */
  async restoring<T>(
    written: readonly { readonly table: string; readonly key: AttributeMap }[],
    work: () => Promise<T>,
  ): Promise<T> {
    const before = written.map(({ table, key }) => ({ table, key, item: this.store.item(table, key) }))
    try {
      return await work()
    } finally {
      for (const { table, key, item } of before) {
        this.store.restore(table, key, item)
        if (item === undefined) await this.execute('DeleteItem', { TableName: table, Key: key })
        else await this.execute('PutItem', { TableName: table, Item: item })
      }
    }
  }

  namesOf({ tableId, indexId }: CallTarget): { readonly table: string; readonly index: string | undefined } {
    const table = recordOfKind(this.document, 'table', tableId)
    const index = indexId === undefined ? undefined : recordOfKind(this.document, 'index', indexId)
    return { table: table?.name ?? '', index: index?.name }
  }

  /** Sends a request, page after page where there are several, and notes prediction and measurement. */
  async send(request: ConcreteRequest, calls: CallProof[]): Promise<readonly Item[]> {
    const { call, input } = apiRequest(request)
    const predicted = this.store.predict(request)
    const { measured, items } = await this.measure({ call, input }, request, predicted)
    calls.push({ call, request: input, predicted, measured })
    return items
  }

  private async measure(
    { call, input }: ApiRequest,
    request: ConcreteRequest,
    predicted: CallFigures,
  ): Promise<{ readonly measured: CallFigures; readonly items: readonly Item[] }> {
    const items: Item[] = []
    let measured: CallFigures | undefined
    let next: Json | undefined = null
    while (next !== undefined) {
      const page: ApiAnswer = await this.execute(call, next === null ? input : { ...input, ...(next as object) })
      items.push(...(itemsIn(call, page) as unknown as readonly Item[]))
      const figures = measuredFigures(call, page, predicted.returned)
      measured = measured === undefined ? figures : addFigures(measured, figures)
      next = nextPage(request, page)
    }
    if (measured === undefined) return { measured: predicted, items }
    // A statement says of its reads only what it answers, and of its writes nothing.
    const isStatement = request.kind === 'statement'
    const returned = isStatement && predicted.writeUnits > 0 ? predicted.returned : measured.returned
    return { measured: isStatement ? asStatement(measured, predicted, returned) : measured, items }
  }
}

/** What the next page is asked with: a limit asks for one page only. */
function nextPage(request: ConcreteRequest, page: ApiAnswer): Json | undefined {
  if (request.kind === 'scan' || (request.kind === 'query' && request.limit === undefined)) {
    const key = page.LastEvaluatedKey
    return key === undefined ? undefined : { ExclusiveStartKey: key as Json }
  }
  if (request.kind === 'statement' && request.limit === undefined) {
    return page.NextToken === undefined ? undefined : { NextToken: page.NextToken as Json }
  }
  const rest = page.UnprocessedKeys
  if (request.kind !== 'batch-get' || rest === undefined || Object.keys(rest as object).length === 0) return undefined
  return { RequestItems: rest as Json }
}

/** ConsumedCapacity of a statement does not say whether its units are of reads or of writes: the statement does. */
function asStatement(measured: CallFigures, predicted: CallFigures, returned: number): CallFigures {
  const units = measured.readUnits + measured.writeUnits
  const isWrite = predicted.writeUnits > 0
  return {
    ...measured,
    scanned: predicted.scanned,
    returned,
    readUnits: isWrite ? 0 : units,
    writeUnits: isWrite ? units : 0,
  }
}
