import type { AttributeValue } from '#dynamo'
import type { Json } from '../document/model-document.ts'
import type { ConcreteCondition, ConcreteUpdate, ConcreteWriteCondition } from './concrete-request.ts'

/** Hands out `#n0` and `:v0`: any attribute name can then stand in an expression. */
export class Placeholders {
  private readonly names = new Map<string, string>()
  private readonly values: AttributeValue[] = []

  name(attribute: string): string {
    const known = this.names.get(attribute)
    if (known !== undefined) return known
    const placeholder = `#n${this.names.size}`
    this.names.set(attribute, placeholder)
    return placeholder
  }

  private value(value: AttributeValue): string {
    this.values.push(value)
    return `:v${this.values.length - 1}`
  }

  condition({ attribute, is, values }: ConcreteCondition): string {
    const name = this.name(attribute)
    const [first, second] = values.map(value => this.value(value))
    if (is === 'between') return `${name} BETWEEN ${first} AND ${second}`
    return is === 'begins_with' ? `begins_with(${name}, ${first})` : `${name} ${is} ${first}`
  }

  writeCondition(condition: ConcreteWriteCondition): string {
    switch (condition.is) {
      case 'exists':
        return `attribute_exists(${this.name(condition.keyAttribute)})`
      case 'absent':
        return `attribute_not_exists(${this.name(condition.keyAttribute)})`
      case 'unchanged':
        return `${this.name(condition.attribute)} = ${this.value(condition.value)}`
      case 'at-least':
        return `${this.name(condition.attribute)} >= ${this.value(condition.value)}`
    }
  }

  update({ sets, adds, removes }: ConcreteUpdate): string {
    const clause = (word: string, parts: readonly string[]): string =>
      parts.length === 0 ? '' : `${word} ${parts.join(', ')}`
    return [
      clause(
        'SET',
        Object.entries(sets).map(([name, value]) => `${this.name(name)} = ${this.value(value)}`),
      ),
      clause(
        'ADD',
        Object.entries(adds).map(([name, value]) => `${this.name(name)} ${this.value(value)}`),
      ),
      clause(
        'REMOVE',
        removes.map(name => this.name(name)),
      ),
    ]
      .filter(text => text !== '')
      .join(' ')
  }

  members(): { readonly [member: string]: Json } {
    return {
      ...(this.names.size === 0
        ? {}
        : {
            ExpressionAttributeNames: Object.fromEntries(
              [...this.names].map(([name, placeholder]) => [placeholder, name]),
            ),
          }),
      ...(this.values.length === 0
        ? {}
        : {
            ExpressionAttributeValues: Object.fromEntries(
              this.values.map((value, at) => [`:v${at}`, value as unknown as Json]),
            ),
          }),
    }
  }
}
