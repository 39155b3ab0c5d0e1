import { expect, test } from 'vitest'
import { placeOnScreens } from './window-bounds.ts'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 1280, height: 1024 }
const stored = (x: number, y: number, width = 1200, height = 800) => ({
  bounds: { x, y, width, height },
  maximized: true,
})

test.each([
  [stored(100, 100), { x: 100, y: 100, width: 1200, height: 800 }],
  [stored(2000, 0), { x: 2000, y: 0, width: 1200, height: 800 }],
  // The last place at which enough of the title bar can be reached, and the first at which it cannot.
  [stored(-1040, 25), { x: -1040, y: 25, width: 1200, height: 800 }],
  [stored(-1041, 25), { width: 1200, height: 800 }],
  [stored(100, 24), { width: 1200, height: 800 }],
  [stored(100, 1048), { x: 100, y: 1048, width: 1200, height: 800 }],
  [stored(100, 1049), { width: 1200, height: 800 }],
  [stored(100, 100, 10, 10), { x: 100, y: 100, width: 1024, height: 700 }],
])('%j opens at %j', (place, bounds) => {
  expect(placeOnScreens(place, [screen, right])).toEqual({ bounds, maximized: true })
})

test.each([
  undefined,
  {},
  { bounds: { x: 'a' } },
  { bounds: { x: 0, y: 0, width: Number.NaN, height: 1 }, maximized: false },
])('%j, which is no place, opens at the default size', place => {
  expect(placeOnScreens(place, [screen])).toEqual({ bounds: { width: 1440, height: 920 }, maximized: false })
})
