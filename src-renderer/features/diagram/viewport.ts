import type { PlacedNode, Point } from './diagram-layout.ts'
import type { Size } from './node-size.ts'

/** What part of the diagram is in sight: a point of it is drawn at `point × scale + (x, y)`. */
export interface Viewport extends Point {
  readonly scale: number
}

const SMALLEST = 0.05
const LARGEST = 3
/** One step of + and −. */
export const ZOOM_STEP = 1.25

/** The whole diagram in the middle, never larger than it is. */
export function fitted({ width, height }: Size, window: Size): Viewport {
  if (width <= 0 || height <= 0 || window.width <= 0 || window.height <= 0) return { x: 0, y: 0, scale: 1 }
  const scale = Math.max(SMALLEST, Math.min(1, window.width / width, window.height / height))
  return { scale, x: (window.width - width * scale) / 2, y: (window.height - height * scale) / 2 }
}

/** Larger or smaller around a point of the window, which stays where it is. */
export function zoomed({ x, y, scale }: Viewport, by: number, around: Point): Viewport {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * by))
  const share = next / scale
  return { scale: next, x: around.x - (around.x - x) * share, y: around.y - (around.y - y) * share }
}

export function panned({ x, y, scale }: Viewport, dx: number, dy: number): Viewport {
  return { x: x + dx, y: y + dy, scale }
}

/** Moved as little as brings a box into sight. */
export function showing(view: Viewport, { x, y, width, height }: Omit<PlacedNode, 'node'>, window: Size): Viewport {
  const EDGE = 24
  const shift = (start: number, end: number, room: number): number => {
    if (start < EDGE) return EDGE - start
    return end > room - EDGE ? Math.max(EDGE - start, room - EDGE - end) : 0
  }
  const left = view.x + x * view.scale
  const top = view.y + y * view.scale
  return panned(
    view,
    shift(left, left + width * view.scale, window.width),
    shift(top, top + height * view.scale, window.height),
  )
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The box that the eye would go to next: near, and rather straight ahead than aside. */
export function nextNode(
  nodes: readonly PlacedNode[],
  from: PlacedNode,
  direction: Direction,
): PlacedNode | undefined {
  const start = middle(from)
  let best: { readonly node: PlacedNode; readonly way: number } | undefined
  for (const node of nodes) {
    const to = middle(node)
    const [dx, dy] = [to.x - start.x, to.y - start.y]
    const [ahead, aside] =
      direction === 'left' ? [-dx, dy] : direction === 'right' ? [dx, dy] : direction === 'up' ? [-dy, dx] : [dy, dx]
    if (node === from || ahead <= 1) continue
    const way = ahead + Math.abs(aside) * 2.5
    if (best === undefined || way < best.way) best = { node, way }
  }
  return best?.node
}

function middle({ x, y, width, height }: PlacedNode): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
