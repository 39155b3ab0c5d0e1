import type { DiagramNode } from './diagram-graph.ts'
import { VERDICT_WORDS } from './node-words.ts'

/**
 * Sizes of boxes in pixels, from the text alone: the layout is the same in every window, and a test can say it. Widths of
 * characters are those of the two typefaces at the sizes drawn, on the generous side.
 */
export const TITLE = 32
export const LINE = 18
export const PADDING = 10
/** Room for the mark of an entity, or the sign of a verdict, before the title. */
export const MARK = 24
const TITLE_CHARACTER = 7.4
const MONO_CHARACTER = 6.7
const TRAIL_CHARACTER = 6.4
const GAP = 14
const NARROWEST = 120
const WIDEST = 280

export interface Size {
  readonly width: number
  readonly height: number
}

export function nodeSize(node: DiagramNode): Size {
  const { kind, title, trail = '', lines } = node
  const sign = kind === 'entity' || kind === 'pattern' ? MARK : 0
  const widths = [
    sign +
      title.length * TITLE_CHARACTER +
      (trail === '' || kind === 'pattern' ? 0 : GAP + trail.length * TRAIL_CHARACTER),
    ...(kind === 'pattern' ? [sign + verdictText(node).length * TRAIL_CHARACTER] : []),
    ...lines.map(({ text, trail: end = '' }) => text.length * MONO_CHARACTER + GAP + end.length * MONO_CHARACTER),
  ]
  const width = Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, ...widths.map(of => of + 2 * PADDING))))
  const under = kind === 'pattern' ? LINE : lines.length * LINE
  return { width, height: TITLE + under + (under > 0 ? 6 : 0) }
}

/** The title as far as it has room. */
export function titleText({ kind, title, trail = '' }: DiagramNode, width: number): string {
  const sign = kind === 'entity' || kind === 'pattern' ? MARK : 0
  const end = kind === 'pattern' || trail === '' ? 0 : GAP + trail.length * TRAIL_CHARACTER
  return cut(title, (width - 2 * PADDING - sign - end) / TITLE_CHARACTER)
}

/** A line as far as it has room beside its end. */
export function lineText(text: string, trail: string, width: number): string {
  return cut(text, (width - 2 * PADDING - GAP - trail.length * MONO_CHARACTER) / MONO_CHARACTER)
}

/** Under a pattern's name: how it is served, and what it is. */
export function verdictText({ verdict = 'not-served', trail = '' }: DiagramNode): string {
  return `${VERDICT_WORDS[verdict]} · ${trail}`
}

function cut(text: string, room: number): string {
  const most = Math.max(1, Math.floor(room + 0.01))
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
}
