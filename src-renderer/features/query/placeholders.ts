import type { AttributeValue, DocumentPath } from '#dynamo'

/**
 * Hands out `#n0`, `:v0` … and keeps what they stand for. Every name goes through a placeholder, so reserved words and
 * names with any characters need no second thought; a name that is used twice has one placeholder.
 */
export class Placeholders {
  readonly #names = new Map<string, string>()
  readonly #values: [string, AttributeValue][] = []

  /** The placeholder of a name. */
  name(name: string): string {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    const placeholder = `#n${this.#names.size}`
    this.#names.set(name, placeholder)
    return placeholder
  }

  /** A path with its names as placeholders: `#n0.#n1[2]`. */
  path(path: DocumentPath): string {
    return path
      .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${this.name(step)}`))
      .join('')
  }

  /** A placeholder for a value. */
  value(value: AttributeValue): string {
    const placeholder = `:v${this.#values.length}`
    this.#values.push([placeholder, value])
    return placeholder
  }

  /** The request members that say what the placeholders stand for; none where there are none. */
  members(): Record<string, unknown> {
    return {
      ...(this.#names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries(
          Array.from(this.#names, ([name, placeholder]) => [placeholder, name]),
        ),
      }),
      ...(this.#values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(this.#values) }),
    }
  }
}
