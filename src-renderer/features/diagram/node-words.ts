import { type ModelDocument, placementsOfEntity, recordOfKind, type Verdict } from '#modeling'
import { countOf } from '../../ui/index.ts'
import type { DiagramGraph, DiagramNode } from './diagram-graph.ts'
import type { DiagramPaths } from './diagram-paths.ts'

/** A box said in words, for those who do not see it. */
export function nodeLabel(document: ModelDocument, { id, kind, title, trail, verdict }: DiagramNode): string {
  switch (kind) {
    case 'entity': {
      const places = new Set(placementsOfEntity(document, id).map(({ tableId }) => tableId))
      const names = [...places].flatMap(tableId => recordOfKind(document, 'table', tableId)?.name ?? [])
      return `Entity ${title}, ${names.length === 0 ? 'in no table' : `in ${names.join(', ')}`}`
    }
    case 'table':
      return `Table ${title}`
    case 'index':
      return `${trail === 'vector' ? 'Vector index' : trail} ${title}`
    case 'pattern':
      return `Access pattern ${title}, ${VERDICT_WORDS[verdict ?? 'not-served'].toLowerCase()}`
  }
}

const KINDS = [
  ['entity', 'entity', 'entities'],
  ['table', 'table', 'tables'],
  ['index', 'index', 'indexes'],
  ['pattern', 'access pattern', 'access patterns'],
] as const satisfies readonly (readonly [DiagramNode['kind'], string, string])[]

/** How much a box has to do with: `2 entities · 1 index · 6 access patterns`. */
export function relatedText({ nodes }: DiagramGraph, paths: DiagramPaths, id: string): string {
  const related = nodes.filter(node => node.id !== id && paths.nodes.has(node.id))
  return KINDS.flatMap(([kind, one, many]) => {
    const count = related.filter(node => node.kind === kind).length
    return count === 0 ? [] : [countOf(count, one, many)]
  }).join(' · ')
}

/** How a pattern is served, in words. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  exact: 'Exact',
  filters: 'Filters after read',
  scan: 'Scan',
  'not-served': 'Not served',
}
