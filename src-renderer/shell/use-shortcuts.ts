import { onBeforeUnmount, onMounted } from 'vue'
import { useCommands } from '../stores/commands.ts'
import { chordOf } from '../ui/index.ts'

/** What text fields do with these keys themselves: undo, redo, select, copy, cut, paste, and moving by words. */
const TEXT_KEYS = /^mod[+](shift[+])?([zyacvx]|arrow\w+|backspace|delete|home|end)$/

/**
 * Runs the command of a pressed chord. Views that use a key themselves prevent its default. Under a modal dialog nothing
 * runs but the command that the dialog names in `data-command`: the palette closes with the keys that open it.
 */
export function useShortcuts(): void {
  const commands = useCommands()

  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const chord = chordOf(event)
    if (isTextField(event.target) && (TEXT_KEYS.test(chord) || !/^(mod|alt|ctrl)[+]|^f\d+$/.test(chord))) return
    const command = commands.forKeys(chord)
    if (!command) return
    // Also where nothing runs: Ctrl+K and Ctrl+J are the browser's own outside of Facet.
    event.preventDefault()
    const dialog = modalDialog()
    if (dialog && dialog.dataset.command !== command.id) return
    command.run()
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}

/** The modal dialog in front. The document is asked, since a dialog of any feature counts. */
function modalDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[role$="dialog"][aria-modal="true"]')].at(-1)
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, .monaco-editor') !== null
  )
}
