import { replaceItems } from '../commands/replace-items.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { generateSampleData, type SampleSize } from './generate.ts'

/** The model with generated sample items in place of its own. Tables without placements keep theirs. */
export function withSampleData(document: ModelDocument, size?: SampleSize): ModelDocument {
  const { items } = generateSampleData(document, size)
  let filled = document
  for (const tableId of new Set(items.map(item => item.tableId))) {
    const own = items.filter(item => item.tableId === tableId)
    const result = replaceItems(filled, { tableId, replace: 'all', items: own })
    if ('problems' in result) throw new Error(result.problems[0]?.message ?? 'The generated items are no items')
    filled = applyDiff(filled, result.diff)
  }
  return filled
}
