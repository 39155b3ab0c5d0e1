import { Graph, layout } from '@dagrejs/dagre'
import type { DiagramEdge, DiagramGraph, DiagramNode } from './diagram-graph.ts'
import { nodeSize, type Size } from './node-size.ts'

/** A point in the diagram, in pixels at full size. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A box with its place; x and y are its left upper corner. */
export interface PlacedNode extends Point, Size {
  readonly node: DiagramNode
}

/** A line with the points it goes through, from border to border. */
export interface PlacedEdge {
  readonly edge: DiagramEdge
  readonly points: readonly Point[]
}

export interface PlacedDiagram extends Size {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** Boxes that were moved by hand, by how much. */
export type Moves = Readonly<Record<string, Point>>

const MARGIN = 24
const LABEL_CHARACTER = 5.8
/** Beyond so many lines exact ranks and fewest crossings take too long (four times as much); this looks nearly as good. */
const MANY_EDGES = 250

/** Places boxes in ranks from left to right, entities first, patterns last. The same graph gives the same picture. */
export function layoutDiagram({ nodes, edges }: DiagramGraph): PlacedDiagram {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 18,
    ranksep: 64,
    edgesep: 10,
    marginx: MARGIN,
    marginy: MARGIN,
    ranker: edges.length > MANY_EDGES ? 'longest-path' : 'network-simplex',
  })
  graph.setDefaultEdgeLabel(() => ({}))
  // Patterns stand in one column: they are as wide as the widest, and behind the indexes even where a table serves them.
  const patternWidth = Math.max(0, ...nodes.filter(isPattern).map(node => nodeSize(node).width))
  const hasIndexes = nodes.some(({ kind }) => kind === 'index')
  const tables = new Set(nodes.filter(({ kind }) => kind === 'table').map(({ id }) => id))
  for (const node of nodes) {
    graph.setNode(node.id, { ...nodeSize(node), ...(isPattern(node) ? { width: patternWidth } : {}) })
  }
  for (const { id, from, to, kind, label } of edges) {
    const weight = kind === 'index' || kind === 'relation' ? 2 : 1
    const minlen = kind === 'serves' && hasIndexes && tables.has(from) ? 2 : 1
    if (from !== to) graph.setEdge(from, to, { weight, minlen, ...roomFor(label) }, id)
  }
  layout(graph, { disableOptimalOrderHeuristic: edges.length > MANY_EDGES })
  const placed = nodes.map((node): PlacedNode => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(node.id)
    return { node, x: x - width / 2, y: y - height / 2, width, height }
  })
  const byId = new Map(placed.map(one => [one.node.id, one]))
  const lines = edges.flatMap((edge): readonly PlacedEdge[] => {
    const from = byId.get(edge.from)
    if (edge.from === edge.to) return from === undefined ? [] : [{ edge, points: loopAt(from) }]
    const points: readonly Point[] = graph.edge(edge.from, edge.to, edge.id)?.points ?? []
    return points.length < 2 ? [] : [{ edge, points: points.map(({ x, y }) => ({ x, y })) }]
  })
  return { nodes: placed, edges: lines, ...extentOf(placed) }
}

/** Room for the name of a line between the numbers at its ends. */
function roomFor(label: string | undefined): { readonly width?: number; readonly height?: number } {
  return label === undefined ? {} : { width: label.length * LABEL_CHARACTER + 24, height: 14 }
}

/** The diagram with some boxes moved; their lines go straight. */
export function movedDiagram(diagram: PlacedDiagram, moves: Moves): PlacedDiagram {
  if (Object.keys(moves).length === 0) return diagram
  const nodes = diagram.nodes.map(placed => {
    const by = moves[placed.node.id]
    return by === undefined ? placed : { ...placed, x: placed.x + by.x, y: placed.y + by.y }
  })
  const byId = new Map(nodes.map(one => [one.node.id, one]))
  const edges = diagram.edges.map((line): PlacedEdge => {
    const { from, to } = line.edge
    const [start, end] = [byId.get(from), byId.get(to)]
    if ((moves[from] === undefined && moves[to] === undefined) || start === undefined || end === undefined)
      return line
    return { edge: line.edge, points: from === to ? loopAt(start) : between(start, end) }
  })
  return { nodes, edges, ...extentOf(nodes) }
}

function isPattern({ kind }: DiagramNode): boolean {
  return kind === 'pattern'
}

/** The room that boxes take, from the left upper corner of the picture. */
export function extentOf(nodes: readonly PlacedNode[]): Size {
  return {
    width: Math.max(0, ...nodes.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(0, ...nodes.map(({ y, height }) => y + height)) + MARGIN,
  }
}

/** A line of an entity to itself, over its right upper corner. */
export function loopAt({ x, y, width }: PlacedNode): readonly Point[] {
  const right = x + width
  return [
    { x: right - 24, y },
    { x: right - 20, y: y - 18 },
    { x: right + 18, y: y - 14 },
    { x: right + 20, y: y + 16 },
    { x: right, y: y + 18 },
  ]
}

function between(from: PlacedNode, to: PlacedNode): readonly Point[] {
  const [start, end] = [centre(from), centre(to)]
  return [border(from, end), border(to, start)]
}

function centre({ x, y, width, height }: PlacedNode): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where the straight line from the middle of a box to a point leaves the box. */
function border(box: PlacedNode, to: Point): Point {
  const from = centre(box)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const share = Math.min(
    1,
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
  )
  return { x: from.x + dx * share, y: from.y + dy * share }
}

/** A line as an SVG path, its corners rounded. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const corners = rest.slice(0, -1).map((corner, at) => {
    const next = rest[at + 1] ?? last
    const to = at === rest.length - 2 ? last : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 }
    return `Q ${pair(corner)} ${pair(to)}`
  })
  return [`M ${pair(first)}`, ...(corners.length === 0 ? [`L ${pair(last)}`] : corners)].join(' ')
}

function pair({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}

/** The point half-way along a line, for its name. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, at) => distance(points[at] ?? point, point))
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [points[at], points[at + 1]]
    if (from === undefined || to === undefined) break
    if (left <= length && length > 0) {
      const share = left / length
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
    }
    left -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
