import type { Rectangle } from 'electron'
import { z } from 'zod'

/** Where the window was, and whether it filled the screen. */
export interface WindowPlace {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

export const MIN_WIDTH = 1024
export const MIN_HEIGHT = 700
const DEFAULT_SIZE = { width: 1440, height: 920 }
/** So much of the title bar must be on a screen that the window can be taken hold of. */
const GRIP = { width: 160, height: 32 }

const Stored = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
})

/**
 * Where to put the window: where it was, unless that place is on a screen that is no longer there; otherwise the
 * system chooses (`x` and `y` absent).
 */
export function placeOnScreens(
  stored: unknown,
  workAreas: readonly Rectangle[],
): { bounds: { width: number; height: number; x?: number; y?: number }; maximized: boolean } {
  const place = Stored.safeParse(stored).data
  if (!place) return { bounds: DEFAULT_SIZE, maximized: false }
  const width = Math.max(place.bounds.width, MIN_WIDTH)
  const height = Math.max(place.bounds.height, MIN_HEIGHT)
  const { x, y } = place.bounds
  const reachable = workAreas.some(
    area =>
      x + width >= area.x + GRIP.width &&
      x <= area.x + area.width - GRIP.width &&
      y >= area.y &&
      y <= area.y + area.height - GRIP.height,
  )
  return { bounds: reachable ? { x, y, width, height } : { width, height }, maximized: place.maximized }
}
