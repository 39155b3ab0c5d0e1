import type {
  BatchGetOperation,
  BatchWriteOperation,
  CheckOperation,
  DeleteOperation,
  GetOperation,
  PatternOperation,
  PutOperation,
  RecordId,
  Repeated,
  TransactGetOperation,
  TransactWriteOperation,
  UpdateOperation,
} from '#modeling'
import { readCondition, readUpdates } from '../text/attribute-lists.ts'
import { readGivens, type TypeOf } from '../text/given-text.ts'
import { readCount } from '../text/number-text.ts'
import type { Reading } from '../text/reading.ts'

type MemberOperation = GetOperation | PutOperation | UpdateOperation | DeleteOperation | CheckOperation
/** One read or write of a batch or transaction. */
export type Member = Repeated<MemberOperation>
export type MemberKind = MemberOperation['type']
/** The texts of a member that are typed. */
export type MemberText = 'by' | 'attributes' | 'where'

type Composed = BatchGetOperation | BatchWriteOperation | TransactGetOperation | TransactWriteOperation

export function membersOf(operation: PatternOperation): readonly Member[] {
  if ('reads' in operation) return operation.reads
  return 'writes' in operation ? operation.writes : []
}

/** The operation with other members; kinds that it cannot hold never come from the editor. */
export function withMembers(operation: PatternOperation, members: readonly Member[]): PatternOperation {
  if ('reads' in operation) return { ...operation, reads: members as Extract<Composed, { reads: unknown }>['reads'] }
  return 'writes' in operation
    ? ({ ...operation, writes: members } as BatchWriteOperation | TransactWriteOperation)
    : operation
}

/** What a member of this operation can be. */
export function memberKinds({ type }: PatternOperation): readonly MemberKind[] {
  if (type === 'batch-write') return ['put', 'delete']
  return type === 'transact-write' ? ['put', 'update', 'delete', 'check'] : ['get']
}

/** Another member, of the kind and entity of the last one. */
export function newMember(operation: PatternOperation, members: readonly Member[], firstEntity: RecordId): Member {
  const last = members.at(-1)?.operation
  const kind = last?.type ?? memberKinds(operation)[0] ?? 'get'
  return { operation: memberOperation(kind, last?.entityId ?? firstEntity, 'put') }
}

/** The member as another kind; what it is given and its condition stay where they fit. */
export function withKind(member: Member, kind: MemberKind): Member {
  const { operation } = member
  const made = memberOperation(kind, operation.entityId, operation)
  return { ...member, operation: made }
}

function memberOperation(kind: MemberKind, entityId: RecordId, from: MemberOperation | 'put'): MemberOperation {
  const by = typeof from === 'object' && 'by' in from ? from.by : []
  const condition =
    typeof from === 'object' && 'condition' in from && from.condition !== undefined
      ? { condition: from.condition }
      : {}
  switch (kind) {
    case 'get':
      return { type: kind, entityId, by }
    case 'put':
      return { type: kind, entityId, ...condition }
    case 'update':
      return { type: kind, entityId, by, sets: [], ...condition }
    case 'delete':
      return { type: kind, entityId, by, ...condition }
    case 'check':
      return { type: kind, entityId, by, condition: condition.condition ?? 'exists' }
  }
}

/** The member with a typed text. */
export function readMember(member: Member, cell: MemberText, text: string, typeOf: TypeOf): Reading<Member> {
  const { operation } = member
  switch (cell) {
    case 'by': {
      const by = readGivens(text, typeOf)
      if ('fault' in by) return by
      return { value: { ...member, operation: { ...operation, by: by.value } as MemberOperation } }
    }
    case 'attributes': {
      const updates = readUpdates(text)
      if ('fault' in updates) return updates
      if (operation.type !== 'update') return { value: member }
      const { adds: _adds, removes: _removes, ...rest } = operation
      return { value: { ...member, operation: { ...rest, ...updates.value } } }
    }
    case 'where':
      return readMemberCondition(member, text)
  }
}

function readMemberCondition(member: Member, text: string): Reading<Member> {
  const { operation } = member
  if (operation.type === 'get') return { value: member }
  const condition = readCondition(text)
  if ('fault' in condition) return condition
  if (condition.value !== undefined)
    return { value: { ...member, operation: { ...operation, condition: condition.value } } }
  if (operation.type === 'check') return { fault: 'A check demands something: exists, absent, version unchanged' }
  const { condition: _before, ...rest } = operation
  return { value: { ...member, operation: rest } }
}

/** The member so many times. */
export function withTimes(member: Member, text: string): Reading<Member> {
  const read = readCount(text, 'The number of times')
  if ('fault' in read) return read
  const { operation } = member
  return { value: read.value === undefined || read.value === 1 ? { operation } : { operation, times: read.value } }
}
