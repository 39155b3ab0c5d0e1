import { NAME_MAX_CHARACTERS, NAME_MIN_CHARACTERS } from '#dynamo'

const ALLOWED = /^[A-Za-z0-9_.-]*$/

/** What is wrong with the name of a table or index, or undefined. Source: Developer Guide, "Naming rules". */
export function resourceNameFault(name: string): string | undefined {
  if (name === '') return 'is missing'
  if (!ALLOWED.test(name)) return `"${name}" has characters other than A–Z, a–z, 0–9, "_", "-" and "."`
  if (name.length < NAME_MIN_CHARACTERS) return `"${name}" is shorter than ${NAME_MIN_CHARACTERS} characters`
  if (name.length > NAME_MAX_CHARACTERS) return `is longer than ${NAME_MAX_CHARACTERS} characters`
  return undefined
}
