import type { AutoScaling } from '../../document/model-document.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** Target utilisation that Application Auto Scaling takes for DynamoDB, in per cent. */
const MIN_TARGET = 20
const MAX_TARGET = 90

/** Provisioned capacity and auto scaling are in the ranges that AWS takes. */
export const tableBilling: Rule<'table'> = table => {
  const { billing } = table
  if (billing?.mode !== 'PROVISIONED') return []
  const found: Diagnostic[] = []
  for (const side of ['read', 'write'] as const) {
    const units = billing.throughput[side]
    if (!isUnits(units)) {
      const message = `${table.name} has a provisioned ${side} capacity of ${units}`
      const path = `billing.throughput.${side}`
      found.push(diagnostic('invalid-capacity', { recordId: table.id, message, path }))
    }
    const member = side === 'read' ? 'readScaling' : 'writeScaling'
    const scaling = billing[member]
    const fault = scaling === undefined ? undefined : scalingFault(scaling)
    if (fault !== undefined) {
      const message = `Auto scaling of ${side}s on ${table.name}: ${fault}`
      found.push(diagnostic('invalid-auto-scaling', { recordId: table.id, message, path: `billing.${member}` }))
    }
  }
  return found
}

function scalingFault({ min, max, target }: AutoScaling): string | undefined {
  if (!isUnits(min)) return `the minimum is ${min}`
  if (!isUnits(max)) return `the maximum is ${max}`
  if (min > max) return `the minimum ${min} is above the maximum ${max}`
  return target >= MIN_TARGET && target <= MAX_TARGET ? undefined : `the target is ${target} per cent`
}

function isUnits(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1
}
