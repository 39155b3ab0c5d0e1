import { expect, test } from 'vitest'
import { chordOf, keyText } from './key-names.ts'

test('a chord is shown as the platform writes it', () => {
  expect(keyText('mod+shift+k', false)).toBe('Ctrl+Shift+K')
  expect(keyText('mod+shift+k', true)).toBe('⌘⇧K')
  expect(keyText('f2', false)).toBe('F2')
})

test.each([
  [{ key: 'k', code: 'KeyK', ctrlKey: true }, 'mod+k'],
  [{ key: '!', code: 'Digit1', ctrlKey: true, shiftKey: true }, 'mod+shift+1'],
  [{ key: 'µ', code: 'KeyM', altKey: true }, 'alt+m'],
  [{ key: 'ArrowUp', code: 'ArrowUp', altKey: true }, 'alt+arrowup'],
  [{ key: ' ', code: 'Space' }, 'space'],
])('%j is pressed as %s', (init, chord) => {
  expect(chordOf(new KeyboardEvent('keydown', init), false)).toBe(chord)
})

test('on a Mac the command key leads', () => {
  expect(chordOf(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', metaKey: true }), true)).toBe('mod+k')
})
