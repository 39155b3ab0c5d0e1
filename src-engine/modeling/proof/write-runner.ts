import type { AttributeMap, Item } from '#dynamo'
import type { AccessPath, PlannedCall } from '../access-patterns/access-path.ts'
import { recordOfKind } from '../document/queries.ts'
import type { ConcreteRequest, ConcreteWrite } from './concrete-request.ts'
import { WriteMaker } from './concrete-writes.ts'
import { knownFor } from './known-values.ts'
import { NotProvable, type ProofContext } from './proof-context.ts'
import type { CallProof } from './proof-report.ts'
import { ReadRunner } from './read-runner.ts'

/** Writes of a BatchWriteItem, at most. */
const BATCH = 25
/** Items that one use of a pattern writes, at most: a proof is not a load test. */
const MOST_WRITES = 1_000

/** Runs the writes of a path, after the reads that find their keys, and takes them back. */
export class WriteRunner {
  private readonly context: ProofContext
  private readonly reads: ReadRunner

  constructor(context: ProofContext) {
    this.context = context
    this.reads = new ReadRunner(context)
  }

  async runWrites(
    path: AccessPath,
    members: readonly { readonly operation: Parameters<WriteMaker['writesOf']>[0]; readonly times?: number }[],
    passed: AttributeMap,
    calls: CallProof[],
  ): Promise<readonly Item[]> {
    const maker = new WriteMaker(this.context.document, this.context.store, this.context.instances, passed)
    const made: ConcreteWrite[] = []
    for (const { operation, times = 1 } of members) {
      for (let at = 0; at < times; at++) {
        const next = maker.writesOf(operation)
        if (typeof next === 'string') throw new NotProvable(next)
        made.push(...next)
        if (made.length > MOST_WRITES) throw new NotProvable(`It writes more than ${MOST_WRITES} items`)
      }
    }
    const last = path.calls.at(-1)?.call
    const writes = sendable(last, made)
    if (writes.length === 0) throw new NotProvable('It writes nothing: name what is set, added or removed')
    await this.readBefore(path, members, passed, calls)
    const written = writes.map(write => ({
      table: write.table,
      key: this.context.store.keyOf(write.table, write.kind === 'put' ? write.item : write.key),
    }))
    await this.context.restoring(written, async () => {
      for (const request of requestsOf(last, writes)) await this.context.send(request, calls)
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
    const entity = recordOfKind(this.context.document, 'entity', member.operation.entityId)
    if (entity === undefined) return
    const known = knownFor(this.context.document, [entity], member.operation.by, this.context.instances, passed)
    if (typeof known === 'string') throw new NotProvable(known)
    await this.reads.runReads({ ...path, calls: reads }, known, calls)
  }
}

/**
 * What a request can hold of the writes. An update in a transaction needs an expression: one that changes nothing of its
 * item stays as the check of its condition, or goes.
 */
function sendable(call: PlannedCall['call'] | undefined, writes: readonly ConcreteWrite[]): readonly ConcreteWrite[] {
  if (call !== 'TransactWriteItems') return writes
  return writes.flatMap((write): readonly ConcreteWrite[] => {
    if (write.kind !== 'update' || !changesNothing(write)) return [write]
    const { table, key, condition } = write
    return condition === undefined ? [] : [{ kind: 'check', table, key, condition }]
  })
}

function changesNothing({ sets, adds, removes }: Extract<ConcreteWrite, { kind: 'update' }>): boolean {
  return Object.keys(sets).length + Object.keys(adds).length + removes.length === 0
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
