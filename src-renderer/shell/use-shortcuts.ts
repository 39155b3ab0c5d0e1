import { onBeforeUnmount, onMounted } from 'vue'
import { useCommands } from '../stores/commands.ts'
import { chordOf } from '../ui/index.ts'

/** What text fields do with these keys themselves: undo, redo, select, copy, cut, paste, and moving by words. */
const TEXT_KEYS = /^mod[+](shift[+])?([zyacvx]|arrow\w+|backspace|delete|home|end)$/

/** Runs the command of a pressed chord. Views that use a key themselves prevent its default. */
export function useShortcuts(): void {
  const commands = useCommands()

  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const chord = chordOf(event)
    if (isTextField(event.target) && (TEXT_KEYS.test(chord) || !/^(mod|alt|ctrl)[+]|^f\d+$/.test(chord))) return
    const command = commands.forKeys(chord)
    if (!command) return
    event.preventDefault()
    command.run()
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, .monaco-editor') !== null
  )
}
