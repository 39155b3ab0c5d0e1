import { type AttributeMap, attributeOf, type Item, writeKey } from '#dynamo'
import type { AccessPath } from '../access-patterns/access-path.ts'
import { statementOf } from '../access-patterns/statement-of.ts'
import type { PartiqlOperation, VectorSearchOperation } from '../document/model-document.ts'
import { recordOfKind, tableNamed } from '../document/queries.ts'
import type { ConcreteRequest, ConcreteStatement } from './concrete-request.ts'
import { knownFor } from './known-values.ts'
import { NotProvable, type ProofContext } from './proof-context.ts'
import type { CallProof } from './proof-report.ts'

/** Runs PartiQL statements and vector searches. */
export class StatementRunner {
  private readonly context: ProofContext

  constructor(context: ProofContext) {
    this.context = context
  }

  async runStatement(operation: PartiqlOperation, calls: CallProof[]): Promise<readonly Item[]> {
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
    if (key === undefined) return this.context.send(request, calls)
    return this.context.restoring([{ table: named.table, key }], () => this.context.send(request, calls))
  }

  /** The key of the item that a statement writes. */
  private keyWritten({ statement, table }: ConcreteStatement): AttributeMap | undefined {
    const record = tableNamed(this.context.document, table)
    if (record === undefined || statement.kind === 'select' || statement.kind === 'exists') return undefined
    return this.context.store.keyOf(
      table,
      statement.kind === 'insert' ? statement.item : writeKey(statement.where, record.key).key,
    )
  }

  async runSearch(
    path: AccessPath,
    operation: VectorSearchOperation,
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const target = path.calls[0]?.targets[0]
    const entity = recordOfKind(this.context.document, 'entity', operation.entityId)
    const index =
      target?.indexId === undefined ? undefined : recordOfKind(this.context.document, 'vectorIndex', target.indexId)
    if (target === undefined || entity === undefined || index === undefined) throw new NotProvable('It is not served')
    const known = knownFor(this.context.document, [entity], operation.by, this.context.instances, passed)
    if (typeof known === 'string') throw new NotProvable(known)
    const vector = (this.context.instances.get(entity.id) ?? [])
      .map(instance => attributeOf(instance, operation.attribute))
      .find(value => value !== undefined && 'L' in value)
    if (vector === undefined || !('L' in vector))
      throw new NotProvable(`No sample item of ${entity.name} has a vector`)
    const request: ConcreteRequest = {
      kind: 'search',
      table: this.context.namesOf(target).table,
      index: index.name,
      attribute: operation.attribute,
      vector: vector.L,
      conditions: [...known.conditions.values()],
      top: operation.top,
      ...(operation.attributes === undefined ? {} : { attributes: operation.attributes }),
    }
    return this.context.send(request, calls)
  }
}
