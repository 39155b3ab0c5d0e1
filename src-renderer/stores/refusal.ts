import type { CommandResult, Diagnostic } from '#modeling'

/** Why an edit was refused, as a line for the field; undefined when it was taken. */
export function refusalOf(result: CommandResult): string | undefined {
  if (!('problems' in result)) return undefined
  const [first] = result.problems
  return first ? `${first.message}. ${first.fix}` : 'No model is open.'
}

/** The first error or warning that stands at a member of a record: `key.partition[0].name`, or all below `key`. */
export function problemAt(problems: readonly Diagnostic[], recordId: string, path: string): Diagnostic | undefined {
  return problems.find(
    problem =>
      problem.recordId === recordId &&
      problem.severity !== 'info' &&
      problem.path !== undefined &&
      (problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`)),
  )
}
