import { describeNode, type JsonNode, type JsonObjectNode } from '../json/json-node.ts'
import { jsonObject, jsonOf } from '../json/json-value.ts'
import type { FileProblems } from './file-problem.ts'
import type { Json } from './model-document.ts'

export type Path = readonly (string | number)[]

/**
 * Reads the members of one object of a model file and reports what is missing, doubled or of a wrong type, each at its
 * place. After a report the value is a placeholder: whoever started the reading drops the result when there were any.
 */
export class ObjectReader {
  readonly path: Path
  readonly source: JsonObjectNode
  private readonly problems: FileProblems
  private readonly members = new Map<string, JsonNode>()
  private readonly asked = new Set<string>()

  constructor(node: JsonObjectNode, path: Path, problems: FileProblems) {
    this.path = path
    this.source = node
    this.problems = problems
    for (const { name, nameStart, value } of node.members) {
      if (this.members.has(name)) {
        problems.add(nameStart, [...path, name], `"${name}" stands here twice`, 'Remove one of the two.')
      }
      this.members.set(name, value)
    }
  }

  has(name: string): boolean {
    return this.members.has(name)
  }

  /** Every member's name, in the order of the text. */
  names(): readonly string[] {
    return [...this.members.keys()]
  }

  node(name: string): JsonNode | undefined {
    this.asked.add(name)
    return this.members.get(name)
  }

  text(name: string): string {
    const node = this.required(name, 'a text')
    return node === undefined ? '' : (this.asText(node, name) ?? '')
  }

  optionalText(name: string): string | undefined {
    const node = this.node(name)
    return node === undefined ? undefined : this.asText(node, name)
  }

  number(name: string): number {
    const node = this.required(name, 'a number')
    if (node === undefined) return 0
    const value = node.kind === 'number' ? Number(node.digits) : Number.NaN
    if (node.kind === 'number' && !Number.isFinite(value)) {
      this.problems.add(
        node.start,
        [...this.path, name],
        `${shortened(node.digits)} is too large`,
        'Correct the number.',
      )
    } else if (!Number.isFinite(value)) this.wrong(node, name, 'a number')
    return value
  }

  /** A whole number from 1 on. */
  count(name: string): number {
    const node = this.node(name)
    const value = this.number(name)
    const isCount = Number.isSafeInteger(value) && value >= 1
    if (node?.kind === 'number' && Number.isFinite(value) && !isCount) {
      const reason = `Expected a whole number from 1 on, found ${shortened(node.digits)}`
      this.problems.add(node.start, [...this.path, name], reason, 'Correct the number.')
    }
    return value
  }

  optionalCount(name: string): number | undefined {
    return this.node(name) === undefined ? undefined : this.count(name)
  }

  optionalNumber(name: string): number | undefined {
    return this.node(name) === undefined ? undefined : this.number(name)
  }

  optionalFlag(name: string): boolean | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    if (node.kind !== 'boolean') this.wrong(node, name, 'true or false')
    return node.kind === 'boolean' ? node.value : undefined
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    return this.required(name, oneOfText(allowed)) === undefined
      ? (allowed[0] as T)
      : (this.optionalOneOf(name, allowed) ?? (allowed[0] as T))
  }

  optionalOneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    const found = node.kind === 'string' ? allowed.find(value => value === node.value) : undefined
    if (found === undefined) this.wrong(node, name, oneOfText(allowed))
    return found
  }

  object<T>(name: string, read: (reader: ObjectReader) => T): T | undefined {
    const node = this.required(name, 'an object')
    return node === undefined ? undefined : this.optionalObject(name, read)
  }

  optionalObject<T>(name: string, read: (reader: ObjectReader) => T): T | undefined {
    const node = this.node(name)
    return node === undefined ? undefined : this.readObject(node, [name], read)
  }

  /** Reads a list of objects. */
  objects<T>(name: string, read: (reader: ObjectReader) => T): readonly T[] {
    const values: T[] = []
    this.elements(name, 'a list of objects').forEach((node, at) => {
      const value = this.readObject(node, [name, at], read)
      if (value !== undefined) values.push(value)
    })
    return values
  }

  optionalObjects<T>(name: string, read: (reader: ObjectReader) => T): readonly T[] | undefined {
    return this.node(name) === undefined ? undefined : this.objects(name, read)
  }

  optionalTexts(name: string): readonly string[] | undefined {
    return this.node(name) === undefined ? undefined : this.texts(name)
  }

  texts(name: string): readonly string[] {
    return this.elements(name, 'a list of texts').map((node, at) => {
      if (node.kind === 'string') return node.value
      this.wrong(node, [name, at], 'a text')
      return ''
    })
  }

  /** Members that nobody asked for: what a later version wrote. */
  rest(): { readonly [name: string]: Json } | undefined {
    let rest: Record<string, Json> | undefined
    for (const [name, node] of this.members) {
      if (this.asked.has(name)) continue
      rest ??= jsonObject()
      rest[name] = jsonOf(node)
    }
    return rest
  }

  /** Reports a fault at a member, or at the object itself when there is no such member. */
  report(member: string | undefined, reason: string, fix: string): void {
    const node = member === undefined ? undefined : this.members.get(member)
    this.problems.add(
      node?.start ?? this.source.start,
      member === undefined ? this.path : [...this.path, member],
      reason,
      fix,
    )
  }

  private required(name: string, what: string): JsonNode | undefined {
    const node = this.node(name)
    if (node === undefined) {
      this.problems.add(this.source.start, [...this.path, name], `"${name}" is missing`, `Add "${name}": ${what}.`)
    }
    return node
  }

  /** The members of a list, whatever they are, with the place of each. */
  list(name: string): readonly { readonly node: JsonNode; readonly path: Path }[] {
    return this.elements(name, 'a list').map((node, at) => ({ node, path: [...this.path, name, at] }))
  }

  /** Reports a fault of a node inside this object. */
  reportAt(node: JsonNode, path: Path, reason: string, fix: string): void {
    this.problems.add(node.start, path, reason, fix)
  }

  private elements(name: string, what: string): readonly JsonNode[] {
    const node = this.required(name, what)
    if (node === undefined) return []
    if (node.kind === 'array') return node.elements
    this.wrong(node, name, what)
    return []
  }

  private readObject<T>(node: JsonNode, step: Path, read: (reader: ObjectReader) => T): T | undefined {
    if (node.kind === 'object') return read(new ObjectReader(node, [...this.path, ...step], this.problems))
    this.wrong(node, step, 'an object')
    return undefined
  }

  private asText(node: JsonNode, name: string): string | undefined {
    if (node.kind === 'string') return node.value
    this.wrong(node, name, 'a text')
    return undefined
  }

  private wrong(node: JsonNode, step: string | Path, what: string): void {
    const path = [...this.path, ...(typeof step === 'string' ? [step] : step)]
    const found = node.kind === 'string' ? JSON.stringify(node.value.slice(0, 40)) : describeNode(node)
    this.problems.add(node.start, path, `Expected ${what}, found ${found}`, 'Correct the value.')
  }
}

function shortened(digits: string): string {
  return digits.length > 24 ? `${digits.slice(0, 20)}…` : digits
}

function oneOfText(allowed: readonly string[]): string {
  return allowed.length === 1 ? `"${allowed[0]}"` : `one of ${allowed.map(value => `"${value}"`).join(', ')}`
}
