import { javaText, lowerFirst, shortened } from './java-text.ts'
import { enumWordingOf } from './observed-constraints.ts'
import type { ValidationLayer } from './validation-layer.ts'

/** The way to a value: from the last step back to the first. Steps of lists and maps carry their `member` suffix. */
export interface Path {
  readonly parent: Path | undefined
  /** A member's name, an element's number counted from 1, or a map key. */
  readonly name: string
  readonly kind: 'member' | 'entry'
}

/**
 * What a value failed to satisfy. `valued` is a limit whose text shows the value in both layers, `keys` one on the keys of
 * a map, which the current layer shows as JSON.
 */
export type Rule =
  | { readonly kind: 'null' }
  | { readonly kind: 'enum'; readonly set: readonly string[] }
  | { readonly kind: 'valued'; readonly text: string }
  | { readonly kind: 'keys'; readonly text: string }
  | { readonly kind: 'limit'; readonly text: string }

/** One violated constraint, not yet worded. */
export interface ConstraintFault {
  readonly rule: Rule
  readonly path: Path
  readonly value: unknown
  readonly shapeName: string
}

const FAILED = 'failed to satisfy constraint: '

/** The text of one fault in the words of a layer. */
export function wordFault(fault: ConstraintFault, layer: ValidationLayer): string {
  const { rule, path, value, shapeName } = fault
  const shownAs = (shown: string, text: string): string =>
    `Value ${shown} at '${pathText(path, lowerFirst)}' ${FAILED}${text}`
  const named = (text: string): string =>
    shownAs(value === undefined ? 'null' : `'${javaText(value, shapeName)}'`, text)
  const unvalued = (text: string): string => `Value at '${pathText(path, name => name)}' ${FAILED}${text}`
  switch (rule.kind) {
    case 'null':
      return named('Member must not be null')
    case 'enum': {
      const { form, set } = enumWordingOf(shapeName, rule.set, layer)
      const text = `Member must satisfy enum value set: [${set.join(', ')}]`
      if (form === 'neither') return `Failed to satisfy constraint: ${text}`
      return form === 'member' ? unvalued(text) : named(text)
    }
    case 'valued':
      return named(rule.text)
    case 'keys':
      return layer === 'current' ? shownAs(`'${shortened(JSON.stringify(value))}'`, rule.text) : named(rule.text)
    case 'limit':
      return layer === 'current' ? unvalued(rule.text) : named(rule.text)
  }
}

/** True for the faults the current layer words without naming anything: it lists them last, or alone. */
export function isUnnamed(fault: ConstraintFault, layer: ValidationLayer): boolean {
  return fault.rule.kind === 'enum' && enumWordingOf(fault.shapeName, fault.rule.set, layer).form === 'neither'
}

function pathText(path: Path, spell: (name: string) => string): string {
  const own = path.kind === 'entry' ? `${path.name}.member` : spell(path.name)
  return path.parent ? `${pathText(path.parent, spell)}.${own}` : own
}
