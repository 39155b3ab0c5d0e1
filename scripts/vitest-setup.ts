/**
 * A console call that a test did not ask for fails it: a warning that scrolls by is a defect nobody sees. A test that
 * expects one says so by replacing the method itself (`vi.spyOn(console, 'warn').mockImplementation(() => {})`).
 */
import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'

const METHODS = ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const
let unexpected: string[] = []

for (const method of METHODS) {
  // Assigned rather than spied upon, so that restoring all mocks in a test does not take this away.
  console[method] = (...parts: unknown[]) => {
    unexpected.push(`console.${method}: ${format(...parts)}`)
  }
}

/** Throws with what was printed since it was last asked. */
function expectSilence(): void {
  const printed = unexpected
  unexpected = []
  if (printed.length > 0) throw new Error(`Unexpected output:\n${printed.join('\n')}`)
}

afterEach(expectSilence)
/** Catches what came while the file was loaded or cleaned up. */
afterAll(expectSilence)
