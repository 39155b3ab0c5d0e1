import type { DocumentPath, PathElement } from '#dynamo'

/**
 * Which attribute a text means. Attribute names are free text, so `a.b` may be a name or a step into a map. In order:
 * 1. a name that the table is known to have is that name, whatever characters are in it;
 * 2. text in double quotes is a name, without the quotes;
 * 3. `address.city` and `lines[0].sku` are paths;
 * 4. anything else is a name.
 */
export function attributePath(text: string, known: ReadonlySet<string>): DocumentPath {
  if (known.has(text)) return [text]
  if (text.length > 2 && text.startsWith('"') && text.endsWith('"')) return [text.slice(1, -1)]
  return stepsOf(text) ?? [text]
}

/** The first name, a further one after a dot, or an element of a list. */
const STEP = /(?:^|(?!^)[.])([^.[\]]+)|\[(\d+)\]/y

function stepsOf(text: string): DocumentPath | undefined {
  const steps: PathElement[] = []
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text)
    if (!found) return undefined
    steps.push(found[1] ?? Number(found[2]))
  }
  const [first, ...rest] = steps
  return typeof first === 'string' ? [first, ...rest] : undefined
}

/** True where the dots or brackets of a text are read as steps: worth a word to the person who typed it. */
export function isPath(text: string, known: ReadonlySet<string>): boolean {
  return attributePath(text, known).length > 1
}
