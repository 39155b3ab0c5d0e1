import { validationError } from '../errors/dynamo-error.ts'
import { NESTING_MAX_LEVELS } from '../limits.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { type DocumentPath, readPath } from '../values/document-path.ts'
import type { BoundAction, BoundUpdate } from './bound-tree.ts'
import { ItemDraft } from './item-draft.ts'
import { projectItem } from './project.ts'
import { addToValue, deleteFromSet } from './set-members.ts'
import { setValueOf } from './set-value.ts'

export interface UpdatedItem {
  readonly item: Item
  /**
   * What the update touched, for UPDATED_OLD and UPDATED_NEW (`projectUpdated`): the paths as they were written, so that
   * UPDATED_NEW does not show what was appended to a list, and of a removed element shows what has moved to its place.
   * Source: observed (the tests of Alternator, which run against the service).
   */
  readonly updatedPaths: readonly DocumentPath[]
}

const NO_ATTRIBUTES: Item = Object.freeze({})

/** Whether the update makes an item where there is none: anything but only REMOVE and DELETE does. */
export function createsItem(update: BoundUpdate): boolean {
  if (update.actions.length === 0) return true
  return update.actions.some(action => action.kind === 'set' || action.kind === 'add')
}

/**
 * The item after the update. `oldItem` is never changed; untouched values are shared with it. All operands, and all
 * paths with their list indexes, mean the item as it was.
 *
 * @param key the key attributes, which a new item starts from
 * @throws DynamoError bad path, missing attribute, operand of a wrong type, number out of range
 */
export function applyUpdate(update: BoundUpdate, oldItem: Item | undefined, key: Item): UpdatedItem {
  const before = oldItem ?? NO_ATTRIBUTES
  const draft = new ItemDraft(oldItem ?? key)
  const updatedPaths: DocumentPath[] = []
  for (const action of update.actions) {
    const { path } = action
    updatedPaths.push(path)
    // Into an item that is not there nothing has to be reached to be taken away.
    if (oldItem === undefined && (action.kind === 'remove' || action.kind === 'delete')) continue
    const value = newValueOf(action, before, update.legacy)
    requireParent(before, path)
    if (value !== undefined) {
      checkLevels(path, value)
      draft.put(path, value)
    } else if (readPath(before, path) !== undefined) {
      draft.remove(path)
    }
  }
  return { item: draft.finish(), updatedPaths }
}

/** The touched parts of the old or the new item; undefined when nothing of them is there. */
export function projectUpdated(item: Item | undefined, updatedPaths: readonly DocumentPath[]): Item | undefined {
  if (item === undefined) return undefined
  const touched = projectItem(item, { paths: updatedPaths })
  for (const _name in touched) return touched
  return undefined
}

/** What will be at the action's path; undefined for nothing. */
function newValueOf(action: BoundAction, before: Item, legacy: boolean): AttributeValue | undefined {
  switch (action.kind) {
    case 'set':
      return setValueOf(action.value, before)
    case 'remove':
      return undefined
    case 'add':
      return addToValue(readPath(before, action.path), action.value, legacy)
    case 'delete':
      return deleteFromSet(readPath(before, action.path), action.value, legacy)
  }
}

/** A nested path needs a map above a name and a list above an index. */
function requireParent(before: Item, path: DocumentPath): void {
  if (path.length === 1) return
  const [name, ...rest] = path
  const last = rest.pop()
  const parent = readPath(before, [name, ...rest])
  if (parent !== undefined && (typeof last === 'string' ? 'M' in parent : 'L' in parent)) return
  throw validationError('The document path provided in the update expression is invalid for update')
}

/** Values that came with the request have been checked; put below others they may still go too deep. */
function checkLevels(path: DocumentPath, value: AttributeValue): void {
  if (path.length === 1 || levelsOf(value) + path.length - 1 <= NESTING_MAX_LEVELS) return
  throw validationError(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  )
}

function levelsOf(value: AttributeValue): number {
  let deepest = 0
  if ('L' in value) for (const element of value.L) deepest = Math.max(deepest, levelsOf(element))
  else if ('M' in value) {
    for (const name in value.M) {
      const member = value.M[name]
      if (member !== undefined) deepest = Math.max(deepest, levelsOf(member))
    }
  }
  return deepest + 1
}
