import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { diagnoseStructure } from '../diagnostics/structure.ts'
import { applyDiff, type DiffDraft, emptyDiff } from '../document/diff.ts'
import type { ModelDocument, ModelRecord, RecordId, RecordKind, RecordOf } from '../document/model-document.ts'
import { facetsOf, indexesOf, modelInfoOf, recordOf, recordOfKind } from '../document/queries.ts'
import { nextId } from '../document/record-id.ts'
import { copyJson } from '../json/copy-json.ts'
import { equalJson } from '../json/equal-json.ts'
import type { CommandResult } from './command.ts'

/** Collects the changes of one command and answers with the diff, or with the errors that it would bring. */
export class Edit {
  private readonly document: ModelDocument
  private readonly diff: DiffDraft = emptyDiff()
  private readonly problems: Diagnostic[] = []

  constructor(document: ModelDocument) {
    this.document = document
  }

  /** The record that the arguments name; reports one that is not there. */
  find<K extends RecordKind>(kind: K, id: RecordId): RecordOf<K> | undefined {
    const record = recordOfKind(this.document, kind, id)
    if (record === undefined)
      this.refuse(diagnostic('unknown-record', { recordId: id, message: `There is no ${kind} "${id}"` }))
    return record
  }

  /** The id for a new record: the caller's, if it is free, or the next of its kind. */
  newId(kind: Exclude<RecordKind, 'model'>, wished: RecordId | undefined): RecordId {
    if (wished === undefined) return nextId(this.document, kind, Object.keys(this.diff.added))
    if (wished === '' || recordOf(this.document, wished) !== undefined || Object.hasOwn(this.diff.added, wished)) {
      this.refuse(
        diagnostic('id-in-use', { recordId: wished, message: `The id "${wished}" is not free`, path: 'id' }),
      )
    }
    return wished
  }

  refuse(problem: Diagnostic): void {
    this.problems.push(problem)
  }

  add(record: ModelRecord): void {
    this.diff.added[record.id] = owned(record)
  }

  /** Notes the new state of a record; an equal one is no change. */
  change<R extends ModelRecord>(from: R, to: R): void {
    if (!equalJson(from, to)) this.diff.updated[from.id] = [from, owned(to)]
  }

  remove(record: ModelRecord): void {
    // What is removed is removed as it was before this edit.
    const changed = Object.hasOwn(this.diff.updated, record.id) ? this.diff.updated[record.id] : undefined
    delete this.diff.updated[record.id]
    this.diff.removed[record.id] = changed?.[0] ?? record
  }

  finish(): CommandResult {
    if (this.problems.length > 0) return { problems: this.problems }
    const problems = newErrors(this.document, this.diff)
    return problems.length > 0 ? { problems } : { diff: this.diff }
  }
}

/** Errors of the design that the edit brings. Those that were there before (from an import) stand in no one's way. */
function newErrors(before: ModelDocument, diff: DiffDraft): readonly Diagnostic[] {
  const touched = [
    ...Object.values(diff.added),
    ...Object.values(diff.removed),
    ...Object.values(diff.updated).map(([, to]) => to),
  ].filter(record => record.kind !== 'item')
  if (touched.length === 0) return []
  const tableIds = new Set<RecordId>()
  for (const record of touched) {
    if (record.kind === 'table') tableIds.add(record.id)
    else if ('tableId' in record) tableIds.add(record.tableId)
  }
  const after = applyDiff(before, diff)
  const known = new Set(errorsIn(before, tableIds).map(signature))
  const found = errorsIn(after, tableIds).filter(error => !known.has(signature(error)) || isAboutChange(error, diff))
  // An error at an untouched record (the twin of a double name, an index of a broken key) is only a consequence.
  const own = found.filter(({ recordId }) => touched.some(record => record.id === recordId))
  return own.length > 0 ? own : found
}

/** An old error counts as new when the edit changed the very member and it is still wrong. */
function isAboutChange({ recordId, path }: Diagnostic, diff: DiffDraft): boolean {
  const change = Object.hasOwn(diff.updated, recordId) ? diff.updated[recordId] : undefined
  const member = path?.match(/^[A-Za-z]+/)?.[0]
  if (change === undefined || member === undefined) return false
  const [from, to] = change as readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] &
    typeof change
  return !equalJson(from[member], to[member])
}

function errorsIn(document: ModelDocument, tableIds: ReadonlySet<RecordId>): readonly Diagnostic[] {
  const records: ModelRecord[] = [modelInfoOf(document)]
  for (const id of tableIds) {
    const table = recordOfKind(document, 'table', id)
    if (table === undefined) continue
    records.push(table, ...indexesOf(document, id), ...facetsOf(document, id))
  }
  return records.flatMap(record => diagnoseStructure(document, record)).filter(({ severity }) => severity === 'error')
}

/** Without the message: it may hold a name that the edit changes. */
function signature({ code, recordId, attribute, path }: Diagnostic): string {
  return JSON.stringify([code, recordId, attribute, path])
}

/** Arguments belong to the caller, who may change them later. Items have been copied when they were checked. */
function owned<R extends ModelRecord>(record: R): R {
  return record.kind === 'item' ? record : copyJson(record)
}
