/**
 * Keys are written once, as `mod+shift+k`, and shown in the way of the platform: `mod` is Command on a Mac and Control
 * elsewhere.
 */
export type KeyChord = string

const MAC_SYMBOLS: Readonly<Record<string, string>> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' }
const PLAIN_NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift' }
const SHOWN: Readonly<Record<string, string>> = {
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  backspace: '⌫',
  delete: 'Del',
  space: 'Space',
  tab: 'Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  comma: ',',
  backquote: '`',
}

/** True on macOS, where the Command key leads. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)
}

/** The caps of a chord in reading order, for display: `mod+shift+k` → `['Ctrl', 'Shift', 'K']`. */
export function keyCaps(chord: KeyChord, mac: boolean = isMac()): readonly string[] {
  return chord.split('+').map(part => {
    const modifier = (mac ? MAC_SYMBOLS : PLAIN_NAMES)[part]
    if (modifier !== undefined) return modifier
    return SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1))
  })
}

/** One line of text for tooltips and `aria-keyshortcuts`: `Ctrl+Shift+K`, `⇧⌘K`. */
export function keyText(chord: KeyChord, mac: boolean = isMac()): string {
  return keyCaps(chord, mac).join(mac ? '' : '+')
}

/** The chord of a key press, modifiers first, in the spelling that commands use. */
export function chordOf(event: KeyboardEvent, mac: boolean = isMac()): KeyChord {
  const parts: string[] = []
  if (mac ? event.metaKey : event.ctrlKey) parts.push('mod')
  if (mac && event.ctrlKey) parts.push('ctrl')
  if (event.altKey) parts.push('alt')
  if (event.shiftKey) parts.push('shift')
  parts.push(keyPart(event))
  return parts.join('+')
}

/** Letters and digits by what is printed on them; with Alt or Shift by their place, since those change the character. */
function keyPart(event: KeyboardEvent): string {
  if (/^(Key|Digit)/.test(event.code) && (event.altKey || event.shiftKey)) return event.code.slice(-1).toLowerCase()
  if (event.key === ' ') return 'space'
  if (event.key === ',') return 'comma'
  if (event.code === 'Backquote') return 'backquote'
  return event.key.toLowerCase()
}
