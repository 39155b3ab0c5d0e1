import type { AttributeValue } from '#dynamo'
import type { Action, Condition, Operand, Path, SetValue, Update } from '../reference/expression-trees.ts'

/** Prints trees as expressions, every name and value behind a placeholder. One for all expressions of a request. */
export class ExpressionText {
  readonly #names = new Map<string, string>()
  readonly #values = new Map<string, AttributeValue>()

  /** The members that a request needs beside its expressions. */
  placeholders(): object {
    return {
      ...(this.#names.size === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(this.#namesByMark()) }),
      ...(this.#values.size === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(this.#values) }),
    }
  }

  *#namesByMark(): Iterable<[string, string]> {
    for (const [name, mark] of this.#names) yield [mark, name]
  }

  name(name: string): string {
    const mark = this.#names.get(name) ?? `#n${this.#names.size}`
    this.#names.set(name, mark)
    return mark
  }

  value(value: AttributeValue): string {
    const mark = `:v${this.#values.size}`
    this.#values.set(mark, value)
    return mark
  }

  path([first, ...rest]: Path): string {
    const steps = rest.map(step => (typeof step === 'number' ? `[${step}]` : `.${this.name(step)}`))
    return this.name(first) + steps.join('')
  }

  condition(condition: Condition): string {
    switch (condition.kind) {
      case 'and':
      case 'or':
        return `(${this.condition(condition.left)}) ${condition.kind.toUpperCase()} (${this.condition(condition.right)})`
      case 'not':
        return `NOT (${this.condition(condition.of)})`
      case 'compare':
        return `${this.#operand(condition.left)} ${condition.by} ${this.#operand(condition.right)}`
      case 'between':
        return `${this.path(condition.path)} BETWEEN ${this.value(condition.lower)} AND ${this.value(condition.upper)}`
      case 'in':
        return `${this.path(condition.path)} IN (${condition.values.map(value => this.value(value)).join(', ')})`
      case 'exists':
        return `attribute_exists(${this.path(condition.path)})`
      case 'missing':
        return `attribute_not_exists(${this.path(condition.path)})`
      case 'type':
        return `attribute_type(${this.path(condition.path)}, ${this.value({ S: condition.type })})`
      case 'begins':
        return `begins_with(${this.path(condition.path)}, ${this.value(condition.value)})`
      case 'contains':
        return `contains(${this.path(condition.path)}, ${this.value(condition.value)})`
    }
  }

  update(update: Update): string {
    const clause = (word: string, actions: readonly Action[]): string =>
      actions.length === 0 ? '' : `${word} ${actions.map(action => this.#action(action)).join(', ')}`
    return (['set', 'remove', 'add', 'delete'] as const)
      .map(kind =>
        clause(
          kind.toUpperCase(),
          update.filter(action => action.kind === kind),
        ),
      )
      .join(' ')
      .trim()
  }

  #operand(operand: Operand): string {
    if (operand.kind === 'value') return this.value(operand.value)
    return operand.kind === 'size' ? `size(${this.path(operand.path)})` : this.path(operand.path)
  }

  #action(action: Action): string {
    const path = this.path(action.path)
    if (action.kind === 'set') return `${path} = ${this.#setValue(action.value)}`
    return action.kind === 'remove' ? path : `${path} ${this.value(action.value)}`
  }

  #setValue(value: SetValue): string {
    switch (value.kind) {
      case 'path':
        return this.path(value.path)
      case 'value':
        return this.value(value.value)
      case 'sum':
        return `${this.#setValue(value.left)} ${value.sign} ${this.#setValue(value.right)}`
      case 'default':
        return `if_not_exists(${this.path(value.path)}, ${this.#setValue(value.otherwise)})`
      case 'append':
        return `list_append(${this.#setValue(value.first)}, ${this.#setValue(value.second)})`
    }
  }
}
