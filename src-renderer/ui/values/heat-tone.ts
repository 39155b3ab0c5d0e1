/** The colour of a share of what a partition serves: above half a peak may be throttled, above all of it it is (rule H1). */
export function heatTone(share: number): 'green' | 'amber' | 'red' {
  if (share >= 1) return 'red'
  return share >= 0.5 ? 'amber' : 'green'
}
