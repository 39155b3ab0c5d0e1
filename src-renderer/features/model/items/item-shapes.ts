import { type AttributeType, typeOf } from '#dynamo'
import type { ItemRecord } from '#modeling'

/** What attributes an item has, of which types: thousands of items have few such shapes. */
interface Shape {
  readonly names: readonly (readonly [name: string, type: AttributeType])[]
}

const shapes = new Map<string, Shape>()
const MOST_SHAPES = 10_000
const shapeOfItem = new WeakMap<ItemRecord['item'], Shape>()

function shapeOf(item: ItemRecord['item']): Shape {
  const known = shapeOfItem.get(item)
  if (known !== undefined) return known
  const names = Object.entries(item).map(([name, value]) => [name, typeOf(value)] as const)
  const key = JSON.stringify(names)
  const shape = shapes.get(key) ?? { names }
  if (shapes.size >= MOST_SHAPES) shapes.clear()
  shapes.set(key, shape)
  shapeOfItem.set(item, shape)
  return shape
}

/** The names of attributes in items, each with the type it has most often. */
export function namesIn(items: readonly ItemRecord[]): ReadonlyMap<string, AttributeType> {
  const uses = new Map<Shape, number>()
  for (const { item } of items) {
    const shape = shapeOf(item)
    uses.set(shape, (uses.get(shape) ?? 0) + 1)
  }
  const counts = new Map<string, Map<AttributeType, number>>()
  for (const [{ names }, count] of uses) {
    for (const [name, type] of names) {
      const types = counts.get(name) ?? new Map<AttributeType, number>()
      types.set(type, (types.get(type) ?? 0) + count)
      counts.set(name, types)
    }
  }
  return new Map([...counts].map(([name, types]) => [name, mostFrequent(types)]))
}

function mostFrequent(types: ReadonlyMap<AttributeType, number>): AttributeType {
  let best: AttributeType = 'S'
  let most = 0
  for (const [type, count] of types) {
    if (count <= most) continue
    best = type
    most = count
  }
  return best
}
