/** What a colour says. `neutral` says nothing. */
export type Tone = 'neutral' | 'accent' | 'green' | 'amber' | 'red' | 'blue'

/** How an access pattern is served, from best to worst. */
export type Verdict = 'exact' | 'filter' | 'scan' | 'not-served'
