import type { RequestFault } from '../errors/request-fault.ts'
import { type DocumentPath, formatPath } from '../values/document-path.ts'
import { type ExpressionKind, expressionFault } from './expression-kind.ts'

/**
 * Refuses paths of an update or projection that cannot stand side by side: one lies within another (overlap), or one
 * takes for a map what another takes for a list (conflict). Any overlap precedes any conflict.
 *
 * @throws RequestFault
 */
export function checkPathsApart(kind: ExpressionKind, paths: readonly DocumentPath[]): void {
  let conflict: readonly [DocumentPath, DocumentPath] | undefined
  for (let later = 1; later < paths.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const one = paths[earlier]
      const two = paths[later]
      // Nearly all pairs differ in their first name.
      if (one === undefined || two === undefined || one[0] !== two[0]) continue
      const relation = relate(one, two)
      if (relation === 'overlap') throw pathsFault(kind, 'overlap', one, two)
      if (relation === 'conflict' && conflict === undefined) conflict = [one, two]
    }
  }
  if (conflict !== undefined) throw pathsFault(kind, 'conflict', conflict[0], conflict[1])
}

function relate(one: DocumentPath, two: DocumentPath): 'overlap' | 'conflict' | 'apart' {
  const shorter = Math.min(one.length, two.length)
  for (let depth = 0; depth < shorter; depth++) {
    if (one[depth] === two[depth]) continue
    return typeof one[depth] === typeof two[depth] ? 'apart' : 'conflict'
  }
  return 'overlap'
}

function pathsFault(kind: ExpressionKind, relation: string, one: DocumentPath, two: DocumentPath): RequestFault {
  return expressionFault(
    kind,
    `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${formatPath(one)}, path two: ${formatPath(two)}`,
  )
}
