import type { DocumentPath, PathElement } from '../values/document-path.ts'
import type { PathNode } from './ast.ts'
import type { Bindings } from './bindings.ts'
import type { ExpressionKind } from './expression-kind.ts'

/** The path with its `#names` replaced. @throws RequestFault a name is not defined */
export function bindPath(node: PathNode, kind: ExpressionKind, bindings: Bindings): DocumentPath {
  if (node.literal !== undefined) return node.literal
  const path: [string, ...PathElement[]] = ['']
  for (let depth = 0; depth < node.parts.length; depth++) {
    const part = node.parts[depth]
    if (part === undefined) break
    if (part.kind === 'index') path[depth] = part.index
    // Without a check of the depth: no grammar lets a path start with an index.
    else path[depth] = part.kind === 'placeholder' ? bindings.name(kind, part.name) : part.name
  }
  return path
}
