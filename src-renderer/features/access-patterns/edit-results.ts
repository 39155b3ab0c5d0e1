import { type CommandResult, type ModelDocument, patternsOf, type RecordId } from '#modeling'
import { refusalOf } from '../../stores/refusal.ts'
import { toast } from '../../ui/index.ts'

/** Says why an edit was refused; true when it was taken. */
export function told(result: CommandResult): boolean {
  return tellRefusal(refusalOf(result))
}

/** Says why, where there is a why; true where there is none. */
export function tellRefusal(refusal: string | undefined): boolean {
  if (refusal !== undefined) toast({ tone: 'red', title: 'Nothing was changed', text: refusal })
  return refusal === undefined
}

/** The patterns that a command added, in order; says why when it was refused. */
export function addedIds(result: CommandResult): readonly RecordId[] {
  if (!told(result) || 'problems' in result) return []
  return Object.values(result.diff.added)
    .filter(({ kind }) => kind === 'pattern')
    .sort((left, right) => left.position - right.position)
    .map(({ id }) => id)
}

/** A name for a pattern whose name was not typed: `Access pattern 12`. */
export function freeName(document: ModelDocument, after: number): string {
  const all = patternsOf(document)
  const taken = new Set(all.map(({ name }) => name))
  for (let number = all.length + 1 + after; ; number += 1) {
    const name = `Access pattern ${number}`
    if (!taken.has(name)) return name
  }
}
