import type { Settings } from '#contract'

const NAME = 'facet.theme'

/**
 * The theme is a setting that the host keeps, and it answers after the first picture. The last theme is remembered by
 * the browser too, so that a dark window does not flash up white.
 */
export function showRememberedTheme(): void {
  try {
    const theme = localStorage.getItem(NAME)
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {
    // Storage can be closed off by the browser; then the system's theme is shown until the host answers.
  }
}

/** Shows a theme and remembers it; `system` follows the system. */
export function showTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(NAME, theme)
  } catch {
    // As above: it is only for the first moment of the next start.
  }
}
