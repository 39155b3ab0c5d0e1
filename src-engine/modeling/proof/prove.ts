import { type AttributeMap, attributeOf, emptyAttributeMap, type Item, writeKey } from '#dynamo'
import type { AccessPath, CallTarget, PlannedCall } from '../access-patterns/access-path.ts'
import { statementOf } from '../access-patterns/partiql-path.ts'
import { planOf } from '../access-patterns/plan.ts'
import { readWish } from '../access-patterns/read-wish.ts'
import { projectedNames } from '../access-patterns/typical-size.ts'
import { type ApplyPlan, applyPlan } from '../apply/apply-plan.ts'
import type {
  Given,
  Json,
  ModelDocument,
  PartiqlOperation,
  PatternRecord,
  RecordId,
  StepsOperation,
  VectorSearchOperation,
} from '../document/model-document.ts'
import { patternsOf, recordOfKind, tableNamed } from '../document/queries.ts'
import { concreteConditions, concreteKey } from './concrete-keys.ts'
import type {
  ConcreteCondition,
  ConcreteGet,
  ConcreteRequest,
  ConcreteStatement,
  ConcreteWrite,
} from './concrete-request.ts'
import { WriteMaker } from './concrete-writes.ts'
import { type Instances, instancesIn, type Known, knownFor } from './known-values.ts'
import { type ApiAnswer, addFigures, differenceOf, itemsIn, measuredFigures } from './measured-figures.ts'
import { PredictedStore } from './predicted-store.ts'
import type { CallFigures, CallProof, PatternProof, ProofReport } from './proof-report.ts'
import { type ApiRequest, apiRequest } from './request-input.ts'

/** Runs one request on a DynamoDB that holds nothing else; rejects with DynamoDB's error. */
export type Execute = (operation: string, input: object) => Promise<ApiAnswer>

export interface ProofOptions {
  /** Absent: all. */
  readonly patternIds?: readonly RecordId[] | undefined
  /** Called when the tables stand: how many patterns are to be run, and how many items each table has. */
  readonly onStart?: (patterns: number, items: ProofReport['items']) => void
  /** Called after each pattern. */
  readonly onPattern?: (proof: PatternProof) => void
}

const BATCH = 25

/**
 * Runs access patterns on a real engine with the model's sample items, and holds what it metered against what the rules
 * predict. The engine has to be empty; afterwards it has the model's tables with the sample items as they were.
 *
 * @throws whatever `execute` rejects with while the tables are made: a design that DynamoDB refuses has findings
 */
export async function prove(
  document: ModelDocument,
  execute: Execute,
  options: ProofOptions = {},
): Promise<ProofReport> {
  const plan = applyPlan(document)
  await load(plan, execute)
  const rows = plan.tables.flatMap(table => table.rows)
  const store = new PredictedStore(document, rows)
  const items = store.itemCounts()
  const prover = new Prover(document, execute, store)
  const asked = patternsOf(document).filter(({ id }) => options.patternIds?.includes(id) ?? true)
  const patterns: PatternProof[] = []
  options.onStart?.(asked.length, items)
  for (const pattern of asked) {
    const proof = await prover.prove(pattern)
    patterns.push(proof)
    options.onPattern?.(proof)
  }
  return { patterns, items }
}

async function load({ tables }: ApplyPlan, execute: Execute): Promise<void> {
  for (const { create, rows, tableName } of tables) {
    await execute('CreateTable', create)
    for (let at = 0; at < rows.length; at += BATCH) {
      const requests = rows.slice(at, at + BATCH).map(({ item }) => ({ PutRequest: { Item: item } }))
      await execute('BatchWriteItem', { RequestItems: { [tableName]: requests } })
    }
  }
}

/** What stops a proof before a request can be made. */
class NotProvable extends Error {}

class Prover {
  private readonly document: ModelDocument
  private readonly execute: Execute
  private readonly store: PredictedStore
  private readonly instances: Instances

  constructor(document: ModelDocument, execute: Execute, store: PredictedStore) {
    this.document = document
    this.execute = execute
    this.store = store
    this.instances = instancesIn(document)
  }

  async prove(pattern: PatternRecord): Promise<PatternProof> {
    const about = { patternId: pattern.id, name: pattern.name }
    const calls: CallProof[] = []
    try {
      await this.run(pattern, emptyAttributeMap(), calls)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ...about, outcome: error instanceof NotProvable ? 'not-provable' : 'failed', calls, message }
    }
    const differences = calls.flatMap(({ predicted, measured }) => differenceOf(predicted, measured) ?? [])
    return differences.length === 0
      ? { ...about, outcome: 'proved', calls }
      : { ...about, outcome: 'mismatch', calls, message: differences.join('; ') }
  }

  /** Runs a pattern and gives the items it answered. */
  private async run(pattern: PatternRecord, passed: AttributeMap, calls: CallProof[]): Promise<readonly Item[]> {
    const { operation } = pattern
    if (operation.type === 'steps') return this.runSteps(operation, passed, calls)
    const path = planOf(this.document).get(pattern.id)
    if (path === undefined || path.calls.length === 0) {
      throw new NotProvable(path?.reasons[0]?.text ?? 'It is not served')
    }
    switch (operation.type) {
      case 'get':
      case 'query':
      case 'scan': {
        const wish = readWish(this.document, operation)
        const known = knownFor(this.document, wish.entities, [...wish.by, ...wish.where], this.instances, passed)
        if (typeof known === 'string') throw new NotProvable(known)
        return this.runReads(path, known, calls)
      }
      case 'batch-get':
      case 'transact-get':
        return this.runGets(operation.type, path, operation.reads, passed, calls)
      case 'put':
      case 'update':
      case 'delete':
        return this.runWrites(path, [{ operation }], passed, calls)
      case 'batch-write':
      case 'transact-write':
        return this.runWrites(path, operation.writes, passed, calls)
      case 'partiql':
        return this.runStatement(operation, calls)
      case 'vector-search':
        return this.runSearch(path, operation, passed, calls)
    }
  }

  private async runSteps(
    { steps }: StepsOperation,
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    let found: readonly Item[] = []
    let known = passed
    for (const { patternId, times = 1, passes = [] } of steps) {
      const pattern = recordOfKind(this.document, 'pattern', patternId)
      if (pattern === undefined) throw new NotProvable('A step leads to a pattern that is not there')
      const before = found
      const answered: Item[] = []
      for (let at = 0; at < times; at++) {
        const item = before[at % Math.max(1, before.length)]
        const handed = Object.assign(emptyAttributeMap(), known)
        for (const name of passes) {
          const value = item && attributeOf(item, name)
          if (value !== undefined) handed[name] = value
        }
        answered.push(...(await this.run(pattern, handed, calls)))
        known = handed
      }
      found = answered
    }
    return found
  }

  private async runReads(path: AccessPath, known: Known, calls: CallProof[]): Promise<readonly Item[]> {
    const [first, follow] = path.calls
    const target = first?.targets[0]
    if (first === undefined || target === undefined) return []
    const found: Item[] = []
    for (const request of this.readRequests(first, target, known)) found.push(...(await this.send(request, calls)))
    const next = follow?.targets[0]
    if (follow === undefined || next === undefined || found.length === 0) return found
    return this.fetch(follow, next, target, found, calls)
  }

  private readRequests(call: PlannedCall, target: CallTarget, known: Known): readonly ConcreteRequest[] {
    const { table, index } = this.namesOf(target)
    const place = { table, ...(index === undefined ? {} : { index }) }
    const asked = target.attributes === undefined ? {} : { attributes: target.attributes }
    const filter = target.filter.map(given => this.filterOf(given, known))
    if (target.action === 'scan') {
      return [{ kind: 'scan', ...place, filter, consistent: call.consistent, ...asked }]
    }
    if (target.action === 'get') {
      const key = concreteKey(target, known.attributes)
      if (key === undefined) throw new NotProvable('The key cannot be made of the sample values')
      return [{ kind: 'get', table, key, consistent: call.consistent, ...asked }]
    }
    const variants = concreteConditions(target, known.attributes)
    if (variants === undefined) throw new NotProvable('The key condition cannot be made of the sample values')
    return variants.map(conditions => ({
      kind: 'query',
      ...place,
      conditions,
      filter,
      forward: target.direction === 'ascending',
      ...(target.limit === undefined ? {} : { limit: target.limit }),
      consistent: call.consistent,
      ...asked,
      whole: this.fetchesBase(target),
    }))
  }

  /** A local index that does not hold what is wanted: DynamoDB fetches the base items when it is asked for them. */
  private fetchesBase({ tableId, indexId, attributes }: CallTarget): boolean {
    const table = recordOfKind(this.document, 'table', tableId)
    const index = indexId === undefined ? undefined : recordOfKind(this.document, 'index', indexId)
    if (table === undefined || index?.indexKind !== 'LSI') return false
    const projected = projectedNames({ table, index, key: index.key })
    return projected !== 'ALL' && (attributes === undefined || attributes.some(name => !projected.has(name)))
  }

  private filterOf(given: Given, known: Known): ConcreteCondition {
    const found = known.conditions.get(given)
    if (found !== undefined) return found
    const named = [...known.conditions.values()].find(({ attribute }) => attribute === given.attribute)
    const own = attributeOf(known.instance, given.attribute)
    const values = given.values ?? named?.values ?? (own === undefined ? undefined : [own])
    if (values === undefined) throw new NotProvable(`No sample value of "${given.attribute}"`)
    return { attribute: given.attribute, is: given.is ?? '=', values }
  }

  /** The second request of a read whose view does not hold everything: each found item by its key. */
  private async fetch(
    call: PlannedCall,
    target: CallTarget,
    from: CallTarget,
    found: readonly Item[],
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const { table } = this.namesOf(target)
    const isSamePlacement = target.placementIds[0] === from.placementIds[0]
    const keys = new Map<string, AttributeMap>()
    for (const item of found) {
      const key = isSamePlacement ? this.store.keyOf(table, item) : concreteKey(target, item)
      if (key === undefined) throw new NotProvable('The key of what was found cannot be made')
      keys.set(JSON.stringify(key), key)
    }
    const gets = [...keys.values()].map(
      (key): ConcreteGet => ({
        kind: 'get',
        table,
        key,
        consistent: call.consistent,
        ...(target.attributes === undefined ? {} : { attributes: target.attributes }),
      }),
    )
    const [only] = gets
    if (gets.length === 1 && only !== undefined) return this.send(only, calls)
    const items: Item[] = []
    for (let at = 0; at < gets.length; at += 100) {
      items.push(...(await this.send({ kind: 'batch-get', members: gets.slice(at, at + 100) }, calls)))
    }
    return items
  }

  private async runGets(
    kind: 'batch-get' | 'transact-get',
    path: AccessPath,
    reads: readonly {
      readonly operation: { readonly entityId: RecordId; readonly by: readonly Given[] }
      readonly times?: number
    }[],
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const [call] = path.calls
    const members = new Map<string, ConcreteGet>()
    for (const [at, { operation, times = 1 }] of reads.entries()) {
      const target = call?.targets[at]
      const entity = recordOfKind(this.document, 'entity', operation.entityId)
      if (target === undefined || entity === undefined) continue
      const { table } = this.namesOf(target)
      for (const instance of (this.instances.get(entity.id) ?? []).slice(0, times)) {
        const known = knownFor(this.document, [entity], operation.by, new Map([[entity.id, [instance]]]), passed)
        const key = typeof known === 'string' ? undefined : concreteKey(target, known.attributes)
        if (key === undefined) continue
        const asked = target.attributes === undefined ? {} : { attributes: target.attributes }
        const get: ConcreteGet = { kind: 'get', table, key, consistent: call?.consistent === true, ...asked }
        members.set(JSON.stringify([table, key]), get)
      }
    }
    if (members.size === 0) throw new NotProvable('There are no sample items to read')
    const found: Item[] = []
    const all = [...members.values()]
    for (let at = 0; at < all.length; at += 100) {
      found.push(...(await this.send({ kind, members: all.slice(at, at + 100) }, calls)))
    }
    return found
  }

  private async runWrites(
    path: AccessPath,
    members: readonly { readonly operation: Parameters<WriteMaker['writesOf']>[0]; readonly times?: number }[],
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const maker = new WriteMaker(this.document, this.store, this.instances, passed)
    const writes: ConcreteWrite[] = []
    for (const { operation, times = 1 } of members) {
      for (let at = 0; at < times; at++) {
        const made = maker.writesOf(operation)
        if (typeof made === 'string') throw new NotProvable(made)
        writes.push(...made)
      }
    }
    await this.readBefore(path, members, passed, calls)
    const last = path.calls.at(-1)?.call
    const written = writes.map(write => ({
      table: write.table,
      key: this.store.keyOf(write.table, write.kind === 'put' ? write.item : write.key),
    }))
    await this.restoring(written, async () => {
      for (const request of requestsOf(last, writes)) await this.send(request, calls)
    })
    return []
  }

  /** The reads that find the keys of what is written. */
  private async readBefore(
    path: AccessPath,
    members: readonly { readonly operation: Parameters<WriteMaker['writesOf']>[0] }[],
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<void> {
    const reads = path.calls.slice(0, -1)
    const [member] = members
    if (reads.length === 0 || member === undefined || member.operation.type === 'put') return
    const entity = recordOfKind(this.document, 'entity', member.operation.entityId)
    if (entity === undefined) return
    const known = knownFor(this.document, [entity], member.operation.by, this.instances, passed)
    if (typeof known === 'string') throw new NotProvable(known)
    await this.runReads({ ...path, calls: reads }, known, calls)
  }

  private async runStatement(operation: PartiqlOperation, calls: CallProof[]): Promise<readonly Item[]> {
    const statement = statementOf(operation)
    if ('fault' in statement) throw new NotProvable(statement.fault)
    const named = statement.kind === 'exists' ? statement.select : statement
    const request: ConcreteRequest = {
      kind: 'statement',
      text: operation.statement,
      parameters: operation.parameters ?? [],
      statement,
      table: named.table,
      index: 'index' in named ? named.index : undefined,
      consistent: operation.consistent === true,
      ...(operation.limit === undefined ? {} : { limit: operation.limit }),
    }
    const key = this.keyWritten(request)
    if (key === undefined) return this.send(request, calls)
    return this.restoring([{ table: named.table, key }], () => this.send(request, calls))
  }

  /** The key of the item that a statement writes. */
  private keyWritten({ statement, table }: ConcreteStatement): AttributeMap | undefined {
    const record = tableNamed(this.document, table)
    if (record === undefined || statement.kind === 'select' || statement.kind === 'exists') return undefined
    return this.store.keyOf(
      table,
      statement.kind === 'insert' ? statement.item : writeKey(statement.where, record.key).key,
    )
  }

  private async runSearch(
    path: AccessPath,
    operation: VectorSearchOperation,
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const target = path.calls[0]?.targets[0]
    const entity = recordOfKind(this.document, 'entity', operation.entityId)
    const index =
      target?.indexId === undefined ? undefined : recordOfKind(this.document, 'vectorIndex', target.indexId)
    if (target === undefined || entity === undefined || index === undefined) throw new NotProvable('It is not served')
    const known = knownFor(this.document, [entity], operation.by, this.instances, passed)
    if (typeof known === 'string') throw new NotProvable(known)
    const vector = (this.instances.get(entity.id) ?? [])
      .map(instance => attributeOf(instance, operation.attribute))
      .find(value => value !== undefined && 'L' in value)
    if (vector === undefined || !('L' in vector))
      throw new NotProvable(`No sample item of ${entity.name} has a vector`)
    const request: ConcreteRequest = {
      kind: 'search',
      table: this.namesOf(target).table,
      index: index.name,
      attribute: operation.attribute,
      vector: vector.L,
      conditions: [...known.conditions.values()],
      top: operation.top,
      ...(operation.attributes === undefined ? {} : { attributes: operation.attributes }),
    }
    return this.send(request, calls)
  }

  /** Does something and puts the items under these keys back as they were, in the engine and in what is predicted of it. */
  private async restoring<T>(
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

  private namesOf({ tableId, indexId }: CallTarget): { readonly table: string; readonly index: string | undefined } {
    const table = recordOfKind(this.document, 'table', tableId)
    const index = indexId === undefined ? undefined : recordOfKind(this.document, 'index', indexId)
    return { table: table?.name ?? '', index: index?.name }
  }

  /** Sends a request, page after page where there are several, and notes prediction and measurement. */
  private async send(request: ConcreteRequest, calls: CallProof[]): Promise<readonly Item[]> {
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

function requestsOf(
  call: PlannedCall['call'] | undefined,
  writes: readonly ConcreteWrite[],
): readonly ConcreteRequest[] {
  if (call === 'TransactWriteItems') return [{ kind: 'transact-write', members: writes }]
  if (call !== 'BatchWriteItem') return writes.filter(write => write.kind !== 'check')
  const requests: ConcreteRequest[] = []
  const members = writes.filter(write => write.kind === 'put' || write.kind === 'delete')
  for (let at = 0; at < members.length; at += BATCH) {
    requests.push({
      kind: 'batch-write',
      members: members.slice(at, at + BATCH).map(({ condition: _condition, ...write }) => write),
    })
  }
  return requests
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
