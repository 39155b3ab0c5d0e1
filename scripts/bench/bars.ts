import type { Comparison, Measurement } from './comparison.ts'
import type { Workload } from './workloads.ts'

/** A bar, and how far it is from being reached. */
export interface Judgement {
  readonly bar: string
  readonly wanted: number
  readonly measured: number
  /** Whether smaller is better. */
  readonly isCeiling?: boolean
  readonly unit: '%' | '×' | 'ms' | 'MB'
}

export const MEMORY = 'Facet, memory'
export const DISK = 'Facet, disk'

/** Judged at this concurrency. */
const JUDGED_AT = 16

export function isReached({ wanted, measured, isCeiling }: Judgement): boolean {
  return isCeiling === true ? measured <= wanted : measured >= wanted
}

/** The bars of a comparison that this run has the figures for. */
export function judge({ measurements }: Comparison, workloads: readonly Workload[]): readonly Judgement[] {
  const at = measurements.filter(each => each.concurrency === JUDGED_AT)
  const of = (workload: string, endpoint: string): Measurement | undefined =>
    at.find(each => each.workload === workload && each.endpoint === endpoint)
  const judgements: Judgement[] = []
  const share = (workload: string, wanted: number): void => {
    const found = of(workload, MEMORY)
    if (found === undefined) return
    judgements.push({ bar: `${workload}: share of the limit`, wanted, measured: found.shareOfLimit * 100, unit: '%' })
  }
  const times = (workload: string, ours: string, peer: string, wanted: number): void => {
    const rate = of(workload, ours)?.rate
    const peerRate = of(workload, peer)?.rate
    if (rate === undefined || peerRate === undefined) return
    judgements.push({ bar: `${workload}: ${ours} against ${peer}`, wanted, measured: rate / peerRate, unit: '×' })
  }
  share('GetItem', 70)
  share('PutItem 1 KB', 60)
  for (const { name } of workloads) times(name, MEMORY, 'dynalite', 1.5)
  for (const { name } of workloads) times(name, MEMORY, 'DynamoDB Local', 5)
  for (const { name, writes } of workloads) if (writes) times(name, DISK, 'DynamoDB Local, disk', 10)
  return judgements
}
