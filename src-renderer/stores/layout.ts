/** Sizes and folds of the window's parts, in pixels. */
export interface Layout {
  /** The chosen entry of the activity bar. */
  readonly activity: string
  readonly sideOpen: boolean
  readonly sideWidth: number
  /** The chosen panel at the bottom. */
  readonly panel: string
  readonly bottomOpen: boolean
  readonly bottomHeight: number
  readonly inspectorOpen: boolean
  readonly inspectorWidth: number
}

/** How the window looks the first time. */
export const START_LAYOUT: Layout = {
  activity: 'model',
  sideOpen: true,
  sideWidth: 240,
  panel: 'problems',
  bottomOpen: false,
  bottomHeight: 220,
  inspectorOpen: true,
  inspectorWidth: 320,
}

/** A kept layout. It comes from a file that a person may have edited: members of another kind are left out. */
export function layoutFrom(kept: unknown): Layout {
  if (typeof kept !== 'object' || kept === null) return START_LAYOUT
  const members = Object.entries(kept).filter(([name, value]) => {
    const usual = Object.hasOwn(START_LAYOUT, name) ? START_LAYOUT[name as keyof Layout] : undefined
    return typeof value === typeof usual && (typeof value !== 'number' || (value >= 80 && value <= 2000))
  })
  return { ...START_LAYOUT, ...Object.fromEntries(members) }
}
