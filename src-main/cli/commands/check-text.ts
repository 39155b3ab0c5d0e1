import type { PatternProof } from '#modeling'
import type { CheckedModel, PlacedFinding } from './checked-model.ts'

const MARK: Readonly<Record<PatternProof['outcome'], string>> = {
  proved: 'proved      ',
  mismatch: 'MISMATCH    ',
  failed: 'FAILED      ',
  'not-provable': 'NOT PROVABLE',
}

/** What a person reads of a checked model: findings, then a line for each pattern with what it read, answered and consumed. */
export function checkText({
  file,
  model,
  format,
  notes = [],
  findings,
  proof,
  unproved,
  passed,
}: CheckedModel): string {
  const count = Object.values(proof.items).reduce((sum, items) => sum + items, 0)
  const from = format === undefined ? file : `${file}, ${format}`
  const lines = [
    `${model} (${from}): ${counted(proof.patterns.length, 'access pattern')} on ${counted(count, proof.generated === undefined ? 'item' : 'generated item')}`,
  ]
  for (const { severity, message, place } of notes) {
    if (severity !== 'info')
      lines.push(`  ${severity.padEnd(12)}  ${message}${place === undefined ? '' : ` [${place}]`}`)
  }
  for (const finding of findings) {
    if (finding.severity !== 'info') lines.push(findingText(finding))
  }
  const width = Math.max(0, ...proof.patterns.map(({ name }) => name.length))
  for (const pattern of proof.patterns) {
    lines.push(`  ${MARK[pattern.outcome]}  ${pattern.name.padEnd(width)}  ${figuresText(pattern)}`.trimEnd())
    if (pattern.message !== undefined) lines.push(`                ${pattern.message}`)
  }
  if (unproved !== undefined) lines.push(`  NOT PROVED    ${unproved}`)
  const proved = proof.patterns.filter(({ outcome }) => outcome === 'proved').length
  const sum = unproved === undefined ? `${proved} of ${proof.patterns.length} proved` : 'Nothing proved'
  lines.push(`  ${sum}${passed ? '' : ': the check failed'}`)
  return `${lines.join('\n')}\n\n`
}

function findingText({ severity, message, code, line, column }: PlacedFinding): string {
  const place = line === undefined ? '' : `${line}:${column} `
  return `  ${severity.padEnd(12)}  ${place}${message} [${code}]`
}

function counted(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${one}s`
}

function figuresText({ calls }: PatternProof): string {
  const sum = (of: (call: PatternProof['calls'][number]) => number): number =>
    calls.reduce((total, call) => total + of(call), 0)
  const names = [...new Set(calls.map(({ call }) => call))].join(' + ')
  const read = sum(({ measured }) => measured.readUnits)
  const write = sum(({ measured }) => measured.writeUnits)
  const units = [...(read > 0 ? [`${read} read units`] : []), ...(write > 0 ? [`${write} write units`] : [])].join(
    ', ',
  )
  const items =
    read > 0
      ? `, ${sum(({ measured }) => measured.returned)} of ${sum(({ measured }) => measured.scanned)} items`
      : ''
  return calls.length === 0 ? '' : `${names}: ${units}${items}`
}
