import type { DiagramEdge } from './diagram-graph.ts'
import {
  extentOf,
  loopAt,
  type PlacedDiagram,
  type PlacedEdge,
  type PlacedNode,
  type Point,
} from './diagram-layout.ts'

/** Below this height a picture is never wrapped: one look takes it in. */
const TALL = 1_600
/** Width to height of the window that a wrapped picture is made for. */
const ASPECT = 1.5
const BETWEEN_RANKS = 110
const BETWEEN_COLUMNS = 28
const BETWEEN_BOXES = 18

/**
 * A picture that is much taller than wide, with its ranks folded into several columns each. The order within a rank stays.
 * Lines leave a box on its right and enter the next on its left.
 */
export function wrapped(diagram: PlacedDiagram): PlacedDiagram {
  if (diagram.height < TALL || diagram.height * ASPECT < diagram.width) return diagram
  const ranks = ranksOf(diagram.nodes)
  const area = diagram.nodes.reduce(
    (sum, { width, height }) => sum + (width + BETWEEN_COLUMNS) * (height + BETWEEN_BOXES),
    0,
  )
  // Ranks are of different heights, so that columns leave room above and below: higher ones until the form is right.
  let most = Math.max(TALL / 2, Math.sqrt(area / ASPECT))
  let columns = ranks.map(rank => columnsOf(rank, most))
  while (widthOf(columns) > most * ASPECT) {
    most *= 1.1
    columns = ranks.map(rank => columnsOf(rank, most))
  }
  const tallest = Math.max(...columns.flat().map(heightOf))
  const nodes: PlacedNode[] = []
  let x = Math.min(...diagram.nodes.map(node => node.x))
  const top = Math.min(...diagram.nodes.map(node => node.y))
  for (const rank of columns) {
    for (const column of rank) {
      let y = top + (tallest - heightOf(column)) / 2
      for (const node of column) {
        nodes.push({ ...node, x, y })
        y += node.height + BETWEEN_BOXES
      }
      x += Math.max(...column.map(({ width }) => width)) + BETWEEN_COLUMNS
    }
    x += BETWEEN_RANKS - BETWEEN_COLUMNS
  }
  const order = new Map(diagram.nodes.map(({ node }, at) => [node.id, at]))
  nodes.sort((left, right) => (order.get(left.node.id) ?? 0) - (order.get(right.node.id) ?? 0))
  const byId = new Map(nodes.map(one => [one.node.id, one]))
  const edges = diagram.edges.map(({ edge }) => ({ edge, points: curve(edge, byId) }))
  return { nodes, edges: edges.filter(isDrawn), ...extentOf(nodes) }
}

/** Boxes that stand above each other, from left to right, each rank from top to bottom. */
function ranksOf(nodes: readonly PlacedNode[]): readonly (readonly PlacedNode[])[] {
  const ranks = new Map<number, PlacedNode[]>()
  for (const node of nodes) {
    const middle = Math.round(node.x + node.width / 2)
    ranks.set(middle, [...(ranks.get(middle) ?? []), node])
  }
  return [...ranks].sort(([left], [right]) => left - right).map(([, rank]) => rank.sort((a, b) => a.y - b.y))
}

/** As few columns as there have to be, of about the same height. */
function columnsOf(rank: readonly PlacedNode[], most: number): readonly (readonly PlacedNode[])[] {
  const count = Math.ceil(heightOf(rank) / most)
  const share = heightOf(rank) / count
  const columns: PlacedNode[][] = [[]]
  let filled = 0
  for (const node of rank) {
    if (filled >= share * columns.length && columns.length < count) columns.push([])
    columns.at(-1)?.push(node)
    filled += node.height + BETWEEN_BOXES
  }
  return columns
}

function widthOf(ranks: readonly (readonly (readonly PlacedNode[])[])[]): number {
  const widths = ranks.flat().map(column => Math.max(...column.map(({ width }) => width)) + BETWEEN_COLUMNS)
  return widths.reduce((sum, width) => sum + width, ranks.length * (BETWEEN_RANKS - BETWEEN_COLUMNS))
}

function heightOf(column: readonly PlacedNode[]): number {
  return column.reduce((sum, { height }) => sum + height + BETWEEN_BOXES, -BETWEEN_BOXES)
}

function curve({ from, to }: DiagramEdge, byId: ReadonlyMap<string, PlacedNode>): readonly Point[] {
  const [start, end] = [byId.get(from), byId.get(to)]
  if (start === undefined || end === undefined) return []
  if (start === end) return loopAt(start)
  const [left, right] = [start.x + start.width, end.x]
  const [from0, to0] = [
    { x: left, y: start.y + start.height / 2 },
    { x: right, y: end.y + end.height / 2 },
  ]
  const bend = Math.max(24, Math.abs(right - left) / 3)
  return [from0, { x: left + bend, y: from0.y }, { x: right - bend, y: to0.y }, to0]
}

function isDrawn({ points }: PlacedEdge): boolean {
  return points.length > 1
}
