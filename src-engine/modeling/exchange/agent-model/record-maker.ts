import type { Json, ModelRecord, RecordId, RecordKind } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { type Dialect, keepAsRead } from './as-read.ts'

/** The records of a file under construction, and which piece of the file each one came from. */
export class RecordMaker {
  readonly records: ModelRecord[] = []
  private readonly said = new Map<RecordId, Json>()
  private readonly counts = new Map<RecordKind, number>()

  /** The next id of a kind, and its number, which serves as position. */
  next(kind: Exclude<RecordKind, 'model'>): { readonly id: RecordId; readonly position: number } {
    const position = (this.counts.get(kind) ?? 0) + 1
    this.counts.set(kind, position)
    return { id: `${kind}-${position}`, position }
  }

  /** `said`: the piece of the file that is written back for the record. */
  add<R extends ModelRecord>(record: R, said?: Json): R {
    this.records.push(record)
    if (said !== undefined) this.said.set(record.id, said)
    return record
  }

  /** Puts another state of a record in its place. */
  replace(record: ModelRecord): void {
    const at = this.records.findIndex(({ id }) => id === record.id)
    if (at !== -1) this.records[at] = record
  }

  /** The document, every record with what it has to keep. `write` gives what Facet would write for each record. */
  finish(dialect: Dialect, write: (records: ReturnType<typeof documentOf>) => ReadonlyMap<RecordId, Json>) {
    const plain = documentOf(this.records)
    const ours = write(plain)
    return documentOf(
      this.records.map(record => {
        const said = this.said.get(record.id)
        const own = ours.get(record.id)
        return said === undefined || own === undefined ? record : keepAsRead(record, dialect, said, own)
      }),
    )
  }
}
