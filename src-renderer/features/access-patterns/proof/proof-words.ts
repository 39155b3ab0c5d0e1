import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, CircleX, History, LoaderCircle } from '@lucide/vue'
import type { Component } from 'vue'
import type { Tone } from '../../../ui/index.ts'
import type { ProofState } from './proof-results.ts'

/** How the standing of a pattern is shown. */
export const PROOF_WORDS: Readonly<
  Record<ProofState | 'running', { readonly word: string; readonly tone: Tone; readonly icon: Component }>
> = {
  proved: { word: 'Proved', tone: 'green', icon: CircleCheck },
  mismatch: { word: 'Mismatch', tone: 'red', icon: CircleAlert },
  failed: { word: 'Failed', tone: 'red', icon: CircleX },
  'not-provable': { word: 'Not provable', tone: 'amber', icon: CircleMinus },
  stale: { word: 'Changed since', tone: 'neutral', icon: History },
  unproved: { word: 'Not proved yet', tone: 'neutral', icon: CircleDashed },
  running: { word: 'Proving', tone: 'blue', icon: LoaderCircle },
}
