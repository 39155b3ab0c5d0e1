import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { usePorts } from './ports.ts'

/** A line of the Output panel: what was done in the background, and what went wrong, with the raw message. */
export interface OutputLine {
  readonly id: number
  readonly at: number
  /** Who says it: `Engine`, `Import`. */
  readonly source: string
  readonly tone: 'info' | 'warning' | 'error'
  readonly text: string
  readonly detail?: string | undefined
}

const KEPT = 1000

export const useOutput = defineStore('output', () => {
  const { now } = usePorts()
  const lines = shallowRef<readonly OutputLine[]>([])
  let lastId = 0

  function write(
    source: string,
    text: string,
    more: { tone?: OutputLine['tone']; detail?: string | undefined } = {},
  ): void {
    lastId += 1
    const line = { id: lastId, at: now(), source, tone: more.tone ?? 'info', text, detail: more.detail }
    lines.value = [...lines.value.slice(-(KEPT - 1)), line]
  }

  function clear(): void {
    lines.value = []
  }

  return { lines, write, clear }
})
