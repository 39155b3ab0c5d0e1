import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  emptyAttributeMap,
  type Item,
} from '../values/attribute-value.ts'
import type { DocumentPath, PathElement } from '../values/document-path.ts'
import type { BoundProjection } from './bound-tree.ts'

/** What to take of an attribute or element: the whole of it, or parts. */
type Plan = 'whole' | { readonly names: readonly Part<string>[]; readonly indexes: readonly Part<number>[] }
interface Part<E> {
  readonly element: E
  readonly plan: Plan
}

const plans = new WeakMap<BoundProjection, readonly Part<string>[]>()

/**
 * The projected part of an item: nested paths keep their parents, list elements move together in index order. What a
 * path leads nowhere for is left out, empty parents too.
 */
export function projectItem(item: Item, projection: BoundProjection): Item {
  let parts = plans.get(projection)
  if (parts === undefined) {
    parts = partsOf(
      projection.paths.map(path => ({ path, depth: 0 })),
      'string',
    )
    plans.set(projection, parts)
  }
  return projectMap(item, parts)
}

interface Rest {
  readonly path: DocumentPath
  readonly depth: number
}

function partsOf<T extends 'string' | 'number'>(
  rests: readonly Rest[],
  type: T,
): readonly Part<T extends 'string' ? string : number>[] {
  type Element = T extends 'string' ? string : number
  const groups = new Map<Element, Rest[]>()
  for (const { path, depth } of rests) {
    const element: PathElement | undefined = path[depth]
    if (typeof element !== type) continue
    const group = groups.get(element as Element)
    const rest = { path, depth: depth + 1 }
    if (group === undefined) groups.set(element as Element, [rest])
    else group.push(rest)
  }
  return Array.from(groups, ([element, group]) => ({ element, plan: planOf(group) }))
}

function planOf(rests: readonly Rest[]): Plan {
  if (rests.some(({ path, depth }) => depth >= path.length)) return 'whole'
  const indexes = [...partsOf(rests, 'number')].sort((a, b) => a.element - b.element)
  return { names: partsOf(rests, 'string'), indexes }
}

function projectMap(map: AttributeMap, parts: readonly Part<string>[]): AttributeMap {
  const projected = emptyAttributeMap()
  for (const { element, plan } of parts) {
    const value = projectValue(attributeOf(map, element), plan)
    if (value !== undefined) projected[element] = value
  }
  return projected
}

function projectValue(value: AttributeValue | undefined, plan: Plan): AttributeValue | undefined {
  if (value === undefined || plan === 'whole') return value
  if ('M' in value) {
    const map = projectMap(value.M, plan.names)
    for (const _name in map) return { M: map }
  } else if ('L' in value) {
    const list: AttributeValue[] = []
    for (const { element, plan: elementPlan } of plan.indexes) {
      const projected = projectValue(value.L[element], elementPlan)
      if (projected !== undefined) list.push(projected)
    }
    if (list.length > 0) return { L: list }
  }
  return undefined
}
