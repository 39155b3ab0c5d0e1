import type {
  EntityAttribute,
  GetOperation,
  Given,
  PutOperation,
  QueryOperation,
  UpdateOperation,
} from '../document/model-document.ts'

/** For tests: operations in a few words. An attribute by its name is an equality. */

const given = (by: readonly (string | Given)[]): readonly Given[] =>
  by.map(attribute => (typeof attribute === 'string' ? { attribute } : attribute))

type Rest = Omit<QueryOperation, 'type' | 'entityIds' | 'by'>

/** For tests: a query of one entity, or of several in one answer. */
export function query(
  entityIds: string | readonly string[],
  by: readonly (string | Given)[],
  rest: Rest = {},
): QueryOperation {
  return { type: 'query', entityIds: typeof entityIds === 'string' ? [entityIds] : entityIds, by: given(by), ...rest }
}

/** For tests: a get by equalities. */
export function get(entityId: string, ...by: readonly string[]): GetOperation {
  return { type: 'get', entityId, by: given(by) }
}

/** For tests: a put of something new. */
export function put(entityId: string): PutOperation {
  return { type: 'put', entityId, condition: 'absent' }
}

/** For tests: an update of what exists. */
export function update(
  entityId: string,
  by: readonly string[],
  changes: Partial<Pick<UpdateOperation, 'sets' | 'adds' | 'removes'>>,
): UpdateOperation {
  return { type: 'update', entityId, by: given(by), sets: [], condition: 'exists', ...changes }
}

/** For tests: a range with two ends. */
export const between = (attribute: string): Given => ({ attribute, is: 'between' })

/** For tests: the last by an attribute first. */
export const latest = (attribute: string): { order: NonNullable<QueryOperation['order']> } => ({
  order: { attribute, direction: 'descending' },
})

/** For tests: the first by an attribute first. */
export const earliest = (attribute: string): { order: NonNullable<QueryOperation['order']> } => ({
  order: { attribute, direction: 'ascending' },
})

/** For tests: an attribute of type N. */
export const number = (name: string, about: Partial<EntityAttribute> = {}): EntityAttribute => ({
  name,
  type: 'N',
  ...about,
})

/** For tests: an attribute of type S. */
export const text = (name: string, about: Partial<EntityAttribute> = {}): EntityAttribute => ({
  name,
  type: 'S',
  ...about,
})
