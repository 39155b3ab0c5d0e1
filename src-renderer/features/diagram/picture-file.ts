import type { Size } from './node-size.ts'

/** Attributes that belong to the screen and say nothing in a file. */
const OF_THE_SCREEN = /^(class|style|tabindex|role|aria-.*|data-.*)$/

/** How a colour token is written out, such as `--ink` → `#1f2230`. */
export type ResolveColour = (token: string) => string

/** A drawn picture as an SVG file of its own: colours written out, and nothing of the screen in it. */
export function svgFile(picture: Element, { width, height }: Size, title: string, resolve: ResolveColour): string {
  const copy = picture.cloneNode(true) as Element
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name } of [...element.attributes]) if (OF_THE_SCREEN.test(name)) element.removeAttribute(name)
  }
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  const drawn = new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->| xmlns="[^"]*"/g, '')
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${w}" height="${h}" fill="var(--bg)"/>`,
    drawn,
    '</svg>\n',
  ].join('\n')
  return text.replaceAll(/var\((--[\w-]+)\)/g, (_whole, token: string) => resolve(token))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** The colours of the theme on the screen, as other programs read them: `#rrggbb`. */
export function screenColours(): ResolveColour {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const probe = document.createElement('span')
  const known = new Map<string, string>()
  return token => {
    const before = known.get(token)
    if (before !== undefined || !context) return before ?? '#808080'
    probe.style.color = `var(${token})`
    document.body.append(probe)
    context.fillStyle = getComputedStyle(probe).color
    probe.remove()
    context.clearRect(0, 0, 1, 1)
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    const colour = `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`
    known.set(token, colour)
    return colour
  }
}

/** Larger canvases are refused by browsers, or come out empty. */
const LONGEST_SIDE = 12_000

/** An SVG file as a PNG of twice its size, as far as a canvas goes. */
export async function pngOf(svg: string, { width, height }: Size): Promise<Blob> {
  const image = new Image()
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const scale = Math.min(2, LONGEST_SIDE / Math.max(width, height, 1))
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(width * scale)
    canvas.height = Math.ceil(height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('The picture is too large for a PNG: export it as SVG')
    return blob
  } finally {
    URL.revokeObjectURL(address)
  }
}
