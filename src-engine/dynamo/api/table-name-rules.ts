import type { Rule } from './constraint-fault.ts'

/** The shape of everything that takes a table's name or its ARN. The model leaves the rules for plain names out. */
export const TABLE_NAME_SHAPE = 'TableArn'

const SHORTEST_NAME = 3
const LONGEST_NAME = 255
const LONGEST_ARN = 1024
const NAME = /^[a-zA-Z0-9_.-]+$/
const PATTERN_RULE = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+'

const NONE: readonly Rule[] = []

/** Whether a name has a length that a table's name can have; an ARN's is not looked at. */
export function hasNameLength(name: string): boolean {
  return name.startsWith('arn:') || (name.length >= SHORTEST_NAME && name.length <= LONGEST_NAME)
}

/**
 * The rules a table name fails, length before pattern. An ARN passes up to 1,024 characters: whether it names a table
 * is found out later. `shortest` is 1 for the data plane and 3 for the control plane.
 */
export function tableNameRules(name: string, shortest: number): readonly Rule[] {
  const longest = name.startsWith('arn:') ? LONGEST_ARN : LONGEST_NAME
  const fits = name.length >= shortest && name.length <= longest
  if (fits && (longest === LONGEST_ARN || NAME.test(name))) return NONE
  const rules: Rule[] = []
  if (name.length < shortest) {
    // Only the lower limit has been seen without the value, and only in the current layer.
    rules.push({ kind: 'limit', text: `Member must have length greater than or equal to ${shortest}` })
  }
  if (name.length > longest) {
    rules.push({ kind: 'valued', text: `Member must have length less than or equal to ${longest}` })
  }
  if (longest === LONGEST_NAME && name.length > 0 && !NAME.test(name)) {
    rules.push({ kind: 'valued', text: PATTERN_RULE })
  }
  return rules
}

/** Batches name their tables by map keys, which are judged together and take plain names from three characters on. */
export function tableKeyRule(names: readonly string[]): Rule | undefined {
  const failing = names.some(name => tableNameRules(name, 3).length > 0)
  if (!failing) return undefined
  const lengths =
    'Member must have length less than or equal to 255, Member must have length greater than or equal to 3'
  return { kind: 'keys', text: `Map keys must satisfy constraint: [${lengths}, ${PATTERN_RULE}]` }
}
