/**
 * Builds an answer's JSON from members that are JSON text already: stored items are copied in as they lie in the store.
 */
export class AnswerText {
  #text = ''

  /** Adds a member whose value is JSON text; nothing when there is none. */
  text(name: string, json: string | undefined): this {
    if (json !== undefined) this.#text += `${this.#text === '' ? '' : ','}"${name}":${json}`
    return this
  }

  /** Adds a member; nothing for undefined. */
  value(name: string, value: unknown): this {
    return this.text(name, value === undefined ? undefined : JSON.stringify(value))
  }

  toString(): string {
    return `{${this.#text}}`
  }
}
