import { type AttributeMap, type AttributeValue, emptyAttributeMap, type Item } from '../values/attribute-value.ts'
import type { DocumentPath, PathElement } from '../values/document-path.ts'

type Attributes = Record<string, AttributeValue>
type Container = Attributes | AttributeValue[]

/** An element of a list that is to come or to go when everything else is done. */
interface ListEdit {
  readonly list: AttributeValue[]
  readonly index: number
}

interface Append extends ListEdit {
  readonly value: AttributeValue
}

/**
 * An item being changed, copy on write: only the maps and lists on the way to a change are copied, and each once.
 * Paths mean the original item, so changes that move list elements wait for `finish`.
 *
 * Callers see to it that paths lead somewhere and that no two lie within one another.
 */
export class ItemDraft {
  readonly #attributes: Attributes
  /** Maps and lists that are this draft's own. */
  readonly #owned = new Set<object>()
  readonly #appended: Append[] = []
  readonly #removed: ListEdit[] = []

  constructor(item: Item) {
    this.#attributes = copyOf(item)
  }

  put(path: DocumentPath, value: AttributeValue): void {
    const container = this.#containerOf(path)
    const last = path[path.length - 1]
    if (Array.isArray(container) && typeof last === 'number' && last >= container.length) {
      this.#appended.push({ list: container, index: last, value })
    } else {
      setMember(container, last, value)
    }
  }

  /** Takes away what is at the path, which must be something. */
  remove(path: DocumentPath): void {
    const container = this.#containerOf(path)
    const last = path[path.length - 1]
    if (!Array.isArray(container)) delete container[String(last)]
    else if (typeof last === 'number') this.#removed.push({ list: container, index: last })
  }

  /** The changed item. Beyond its end a list grows without gaps, in the order of the indexes named. */
  finish(): Item {
    for (const { list, value } of this.#appended.sort((a, b) => a.index - b.index)) list.push(value)
    // From the back, so that the indexes still to come stay true.
    for (const { list, index } of this.#removed.sort((a, b) => b.index - a.index)) list.splice(index, 1)
    return this.#attributes
  }

  /** The map or list that holds the path's last element, made this draft's own. */
  #containerOf(path: DocumentPath): Container {
    let container: Container = this.#attributes
    for (let depth = 0; depth < path.length - 1; depth++) {
      const element = path[depth]
      const value: AttributeValue | undefined = element === undefined ? undefined : memberOf(container, element)
      if (value !== undefined && 'M' in value) {
        container = this.#ownMap(container, element, value.M)
      } else if (value !== undefined && 'L' in value) {
        container = this.#ownList(container, element, value.L)
      } else {
        throw new TypeError('The path has been checked against the item')
      }
    }
    return container
  }

  #ownMap(parent: Container, element: PathElement | undefined, map: AttributeMap): Attributes {
    if (this.#owned.has(map)) return map as Attributes
    const own = copyOf(map)
    this.#owned.add(own)
    setMember(parent, element, { M: own })
    return own
  }

  #ownList(parent: Container, element: PathElement | undefined, list: readonly AttributeValue[]): AttributeValue[] {
    if (this.#owned.has(list)) return list as AttributeValue[]
    const own = [...list]
    this.#owned.add(own)
    setMember(parent, element, { L: own })
    return own
  }
}

function copyOf(map: AttributeMap): Attributes {
  return Object.assign(emptyAttributeMap(), map)
}

function memberOf(container: Container, element: PathElement): AttributeValue | undefined {
  if (Array.isArray(container)) return typeof element === 'number' ? container[element] : undefined
  return container[String(element)]
}

function setMember(container: Container, element: PathElement | undefined, value: AttributeValue): void {
  if (!Array.isArray(container)) container[String(element)] = value
  else if (typeof element === 'number') container[element] = value
}
