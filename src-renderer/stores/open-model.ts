import { computed } from 'vue'
import { type Diagnostic, emptyModel, type ModelDocument, type RecordId } from '#modeling'
import { useModelDocument } from './model-document.ts'

const NOTHING_OPEN = emptyModel('')

/** The open model for views that stand only while one is open, with its problems by record. */
export function useOpenModel() {
  const model = useModelDocument()
  const document = computed<ModelDocument>(() => model.document ?? NOTHING_OPEN)
  return { model, document }
}

const byRecord = new WeakMap<readonly Diagnostic[], ReadonlyMap<RecordId, readonly Diagnostic[]>>()

/** The problems of each record. Asked again for the same list, it costs nothing. */
export function problemsByRecord(problems: readonly Diagnostic[]): ReadonlyMap<RecordId, readonly Diagnostic[]> {
  const known = byRecord.get(problems)
  if (known) return known
  const found = new Map<RecordId, Diagnostic[]>()
  for (const problem of problems) {
    const list = found.get(problem.recordId)
    if (list) list.push(problem)
    else found.set(problem.recordId, [problem])
  }
  byRecord.set(problems, found)
  return found
}
