import type { RecordId } from '#modeling'
import type { DiagramEdge, DiagramGraph, DiagramNode } from './diagram-graph.ts'

/** The boxes and lines that have to do with one box, by id. */
export interface DiagramPaths {
  readonly nodes: ReadonlySet<RecordId>
  readonly edges: ReadonlySet<string>
}

/**
 * What one box has to do with:
 * - a pattern: what serves it, and where the entities lie there that it is about
 * - an entity: its relations, the tables and indexes that hold it, and the patterns that are about it
 * - a table or an index: what lies in it, what it serves, and the one of which it is an index
 */
export function pathsOf({ nodes, edges }: DiagramGraph, id: RecordId): DiagramPaths {
  const node = nodes.find(one => one.id === id)
  const kept = node === undefined ? [] : edgesOf(node, edges, new Map(nodes.map(one => [one.id, one])))
  return {
    nodes: new Set([id, ...kept.flatMap(({ from, to }) => [from, to])]),
    edges: new Set(kept.map(edge => edge.id)),
  }
}

function edgesOf(
  { id, kind, about = [] }: DiagramNode,
  edges: readonly DiagramEdge[],
  byId: ReadonlyMap<RecordId, DiagramNode>,
): readonly DiagramEdge[] {
  const own = edges.filter(({ from, to }) => from === id || to === id)
  if (kind === 'table' || kind === 'index') return own
  if (kind === 'pattern') {
    const places = new Set(own.map(({ from }) => from))
    const lies = (edge: DiagramEdge): boolean =>
      edge.kind === 'placement' && about.includes(edge.from) && places.has(edge.to)
    return [...own, ...edges.filter(edge => lies(edge) || (edge.kind === 'index' && places.has(edge.to)))]
  }
  const places = new Set(own.flatMap(({ kind: of, to }) => (of === 'placement' ? [to] : [])))
  const isOwn = (edge: DiagramEdge): boolean => {
    if (edge.kind === 'index') return places.has(edge.from) && places.has(edge.to)
    return edge.kind === 'serves' && places.has(edge.from) && byId.get(edge.to)?.about?.includes(id) === true
  }
  return [...own, ...edges.filter(isOwn)]
}
