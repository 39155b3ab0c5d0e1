import type { AttributeValue, Item } from '#dynamo'
import { identity, sum } from './exact-values.ts'
import type { Action, Path, SetValue, Update } from './expression-trees.ts'
import { valueAt } from './reference-condition.ts'

/** An update that the item as it is does not allow. */
export class Refused extends Error {}

type Members = Record<string, AttributeValue>

/**
 * The item after an update: everything is read from the item as it was, then sets, then what lies behind the end of a
 * list, then what is taken out, from the back.
 *
 * @returns undefined when there was no item and nothing makes one
 * @throws Refused
 */
export function updated(update: Update, before: Item | undefined, key: Item): Item | undefined {
  const takesAway = (action: Action): boolean => action.kind === 'remove' || action.kind === 'delete'
  if (before === undefined && update.length > 0 && update.every(takesAway)) return undefined
  const actions = before === undefined ? update.filter(action => !takesAway(action)) : update
  const results = actions.map(action => ({ path: action.path, value: resultOf(action, before) }))
  for (const { path } of results) checkParent(path, before)

  const after = structuredClone(before ?? key) as Members
  const behindEnd = results.filter(({ path, value }) => value !== undefined && isBehindEnd(path, before))
  const inPlace = results.filter(result => result.value !== undefined && !behindEnd.includes(result))
  const gone = results.filter(({ path, value }) => value === undefined && valueAt(before, path) !== undefined)
  for (const { path, value } of inPlace) if (value !== undefined) put(after, path, value)
  for (const { path, value } of behindEnd.sort(byLastIndex)) if (value !== undefined) append(after, path, value)
  for (const { path } of gone.sort((a, b) => byLastIndex(b, a))) take(after, path)
  return after
}

const lastOf = (path: Path): string | number => path[path.length - 1] ?? ''
const parentOf = (path: Path): Path => path.slice(0, -1) as unknown as Path
/** Names have no place in a list: they stand before it. */
const lastIndex = (path: Path): number => Number(lastOf(path)) || 0
const byLastIndex = (a: { readonly path: Path }, b: { readonly path: Path }): number =>
  lastIndex(a.path) - lastIndex(b.path)

function resultOf(action: Action, before: Item | undefined): AttributeValue | undefined {
  const stored = valueAt(before, action.path)
  switch (action.kind) {
    case 'set':
      return setResult(action.value, before)
    case 'remove':
      return undefined
    case 'add':
      return added(stored, action.value)
    case 'delete':
      return without(stored, action.value)
  }
}

function setResult(value: SetValue, before: Item | undefined): AttributeValue {
  switch (value.kind) {
    case 'value':
      return value.value
    case 'path': {
      const stored = valueAt(before, value.path)
      if (stored === undefined) throw new Refused('nothing at the path of an operand')
      return stored
    }
    case 'default':
      return valueAt(before, value.path) ?? setResult(value.otherwise, before)
    case 'append': {
      const first = setResult(value.first, before)
      const second = setResult(value.second, before)
      if ('L' in first && 'L' in second) return { L: [...first.L, ...second.L] }
      throw new Refused('an operand that is no list')
    }
    case 'sum': {
      const left = setResult(value.left, before)
      const right = setResult(value.right, before)
      if ('N' in left && 'N' in right) return { N: sum(left.N, right.N, value.sign) }
      throw new Refused('an operand that is no number')
    }
  }
}

function added(stored: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  if (stored === undefined) return more
  if ('N' in stored && 'N' in more) return { N: sum(stored.N, more.N, '+') }
  if ('SS' in stored && 'SS' in more) return { SS: [...new Set([...stored.SS, ...more.SS])] }
  if ('NS' in stored && 'NS' in more) {
    const known = new Set(stored.NS.map(N => identity({ N })))
    return { NS: [...stored.NS, ...more.NS.filter(N => !known.has(identity({ N })))] }
  }
  throw new Refused('ADD to another type')
}

function without(stored: AttributeValue | undefined, less: AttributeValue): AttributeValue | undefined {
  if (stored === undefined) return undefined
  if ('SS' in stored && 'SS' in less) {
    const SS = stored.SS.filter(member => !less.SS.includes(member))
    return SS.length === 0 ? undefined : { SS }
  }
  if ('NS' in stored && 'NS' in less) {
    const gone = new Set(less.NS.map(N => identity({ N })))
    const NS = stored.NS.filter(N => !gone.has(identity({ N })))
    return NS.length === 0 ? undefined : { NS }
  }
  throw new Refused('DELETE from another type')
}

function checkParent(path: Path, before: Item | undefined): void {
  if (path.length === 1) return
  const parent = valueAt(before, parentOf(path))
  if (parent !== undefined && (typeof lastOf(path) === 'number' ? 'L' in parent : 'M' in parent)) return
  throw new Refused('a path that leads nowhere')
}

function isBehindEnd(path: Path, before: Item | undefined): boolean {
  const last = lastOf(path)
  if (typeof last !== 'number') return false
  const parent = valueAt(before, parentOf(path))
  return parent !== undefined && 'L' in parent && last >= parent.L.length
}

function membersAt(item: Members, path: Path): Members | AttributeValue[] {
  if (path.length === 1) return item
  const parent = valueAt(item, parentOf(path))
  if (parent !== undefined && 'L' in parent) return parent.L as AttributeValue[]
  if (parent !== undefined && 'M' in parent) return parent.M as Members
  throw new Error('The parent has been checked')
}

function put(item: Members, path: Path, value: AttributeValue): void {
  // Defined, not assigned: an attribute may be called __proto__.
  const given = { value: structuredClone(value), writable: true, enumerable: true, configurable: true }
  Object.defineProperty(membersAt(item, path), lastOf(path), given)
}

function append(item: Members, path: Path, value: AttributeValue): void {
  const list = membersAt(item, path)
  if (Array.isArray(list)) list.push(structuredClone(value))
}

function take(item: Members, path: Path): void {
  const members = membersAt(item, path)
  const last = lastOf(path)
  if (Array.isArray(members)) members.splice(Number(last), 1)
  else Reflect.deleteProperty(members, last)
}
