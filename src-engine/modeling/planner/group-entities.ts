import { skeletonOf } from '../access-patterns/coincide.ts'
import type { ModelDocument, RecordId } from '../document/model-document.ts'
import { entitiesOf, patternsOf, recordOfKind, relationsOf } from '../document/queries.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { historyOf } from './attribute-roles.ts'

/** Entities that some query answers together: they have to share a table and a partition (rules T1 to T3). */
export function readTogether(document: ModelDocument): readonly (readonly RecordId[])[] {
  const known = groupsOf.get(document)
  if (known !== undefined) return known
  const made = groupsReadTogether(document)
  groupsOf.set(document, made)
  return made
}

/** Asked of one document many times while designs are tried. */
const groupsOf = new WeakMap<ModelDocument, readonly (readonly RecordId[])[]>()

function groupsReadTogether(document: ModelDocument): readonly (readonly RecordId[])[] {
  const groups = new Groups(entitiesOf(document).map(({ id }) => id))
  for (const { operation } of patternsOf(document)) {
    if (operation.type === 'query') groups.join(operation.entityIds)
  }
  return groups.list()
}

/**
 * Entities that had better share a table: what is read together, and a thing with the history of its versions, which are
 * written in one transaction (rule K5).
 */
export function keptTogether(document: ModelDocument): readonly (readonly RecordId[])[] {
  const groups = new Groups(entitiesOf(document).map(({ id }) => id))
  for (const group of readTogether(document)) groups.join(group)
  for (const { parentId, childId } of relationsOf(document)) {
    const child = recordOfKind(document, 'entity', childId)
    if (child !== undefined && historyOf(document, child) === parentId) groups.join([parentId, childId])
  }
  return groups.list()
}

/** Entities with those that belong to them: children go with the only parent that they have (rule T6). */
export function aggregates(document: ModelDocument): readonly (readonly RecordId[])[] {
  const groups = new Groups(entitiesOf(document).map(({ id }) => id))
  for (const group of keptTogether(document)) groups.join(group)
  for (const { id } of entitiesOf(document)) {
    const parents = relationsOf(document).filter(({ childId, parentId }) => childId === id && parentId !== id)
    const [only] = parents
    if (parents.length === 1 && only !== undefined) groups.join([only.parentId, id])
  }
  return groups.list()
}

/**
 * Entities whose items would lie in partitions that several others are read from whole: each with the first of its own
 * group, which names the partitions they get instead (rule K3).
 *
 * @param partitions the template of the partition key, by entity
 */
export function apartIn(
  document: ModelDocument,
  partitions: ReadonlyMap<RecordId, string>,
): ReadonlyMap<RecordId, RecordId> {
  const groups = readTogether(document).map(group => group.filter(id => partitions.has(id)))
  const holders = new Map<string, readonly RecordId[]>()
  const apart = new Map<RecordId, RecordId>()
  // Those that are read together keep their partitions; of two such groups the first does.
  for (const group of [...groups].sort((left, right) => right.length - left.length)) {
    const [first] = group
    for (const id of group) {
      const text = skeleton(partitions.get(id) ?? '')
      const holder = holders.get(text)
      if (holder === undefined) holders.set(text, group)
      else if (holder !== group && holder.length > 1 && first !== undefined) apart.set(id, first)
    }
  }
  return apart
}

/** Keys of one look may be the same key, whatever the attribute in it is called. */
function skeleton(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? text : skeletonOf(template)
}

/** Sets that grow together; each keeps the order of the document. */
class Groups {
  private readonly order: readonly RecordId[]
  private readonly root = new Map<RecordId, RecordId>()

  constructor(ids: readonly RecordId[]) {
    this.order = ids
    for (const id of ids) this.root.set(id, id)
  }

  private find(id: RecordId): RecordId {
    let at = id
    for (let up = this.root.get(at); up !== undefined && up !== at; up = this.root.get(at)) at = up
    return at
  }

  join(ids: readonly RecordId[]): void {
    const [first, ...others] = ids.filter(id => this.root.has(id))
    if (first === undefined) return
    for (const id of others) this.root.set(this.find(id), this.find(first))
  }

  list(): readonly (readonly RecordId[])[] {
    const groups = new Map<RecordId, RecordId[]>()
    for (const id of this.order) {
      const root = this.find(id)
      const group = groups.get(root)
      if (group === undefined) groups.set(root, [id])
      else group.push(id)
    }
    return [...groups.values()]
  }
}
