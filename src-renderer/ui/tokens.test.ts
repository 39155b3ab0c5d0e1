import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** The tokens as written, both themes. */
const css = readFileSync('src-renderer/ui/tokens.css', 'utf8')

type Colour = readonly [lightness: number, chroma: number, hue: number]
const PAIR = /^\s*--([\w-]+):\s*light-dark\(oklch\(([^)]+)\),\s*oklch\(([^)]+)\)\)/gm
const themes = { light: new Map<string, Colour>(), dark: new Map<string, Colour>() }
for (const [, name = '', light = '', dark = ''] of css.matchAll(PAIR)) {
  // Colours that let something through are mixed by the browser; they carry no text of their own.
  if (light.includes('/') || dark.includes('/')) continue
  themes.light.set(name, light.split(' ').map(Number) as unknown as Colour)
  themes.dark.set(name, dark.split(' ').map(Number) as unknown as Colour)
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour, by way of linear sRGB (Björn Ottosson's matrices). */
function luminance([lightness, chroma, hue]: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
const WHITE: Colour = [1, 0, 0]

describe.each(Object.entries(themes))('%s', (_theme, tokens) => {
  const token = (name: string): Colour => {
    const found = tokens.get(name)
    if (!found) throw new Error(`No token --${name}`)
    return found
  }
  const SURFACES = ['bg', 'bg-frame', 'bg-head', 'bg-float', 'bg-field']
  const INKS = ['ink', 'ink-2', 'ink-3', 'accent', 'green', 'amber', 'red', 'blue']

  test.each(INKS.flatMap(ink => SURFACES.map(surface => [ink, surface] as const)))(
    '%s can be read on %s',
    (ink, surface) => {
      expect(contrast(token(ink), token(surface))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(['green', 'amber', 'red', 'blue'])('%s can be read on its own ground', tone => {
    expect(contrast(token(tone), token(`${tone}-ground`))).toBeGreaterThanOrEqual(4.5)
  })

  test.each([
    ['ink-2', 'neutral-ground'],
    ['ink', 'bg-selected'],
    ['ink-2', 'bg-selected'],
    ['accent', 'bg-selected'],
  ])('%s can be read on %s', (ink, ground) => {
    expect(contrast(token(ink), token(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['accent-solid', 'accent-solid-hover', 'red-solid', 'red-solid-hover'])(
    'white can be read on %s',
    solid => {
      expect(contrast(WHITE, token(solid))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(Array.from({ length: 12 }, (_, at) => `entity-${at + 1}`))('%s can be read', entity => {
    expect(contrast(token(entity), token('bg'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token(entity), token('bg-head'))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['focus', 'env-local', 'env-development', 'env-staging', 'env-production'])(
    '%s can be seen (3:1)',
    name => {
      expect(contrast(token(name), token('bg-frame'))).toBeGreaterThanOrEqual(3)
    },
  )
})

test('the check reads the tokens', () => {
  expect(themes.light.size).toBeGreaterThan(35)
  expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 1)
})
