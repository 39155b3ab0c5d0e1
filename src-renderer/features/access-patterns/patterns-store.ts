import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import {
  type EntityAttribute,
  type ModelDocument,
  type PatternRecord,
  patternsOf,
  type RecordId,
  recordOfKind,
  runCommand,
} from '#modeling'
import { freeEntityColour } from '../../stores/entity-marks.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { refusalOf } from '../../stores/refusal.ts'
import { countOf, toast, type Verdict } from '../../ui/index.ts'
import { addedIds, freeName, tellRefusal, told } from './edit-results.ts'
import { entityOfPatterns } from './text/entity-of-patterns.ts'
import { columnsOfTitles, likeliestColumns, pastedPatterns } from './text/pasted-patterns.ts'
import { BLANK_OPERATION, CELLS, type CellName, type PatternChange, readCell } from './text/pattern-cells.ts'
import { type Rejected, rejectedOf } from './text/rejected.ts'

/** The id of the row that is no pattern yet. */
export const NEW_ROW = ''

/** The access patterns as they are edited: what could not be taken in, which row is looked at, what is filtered. */
export const usePatterns = defineStore('patterns', () => {
  const model = useModelDocument()

  /** By pattern, then by cell. Patterns that went away leave theirs, which is never shown. */
  const rejected = shallowRef<ReadonlyMap<RecordId, ReadonlyMap<CellName, Rejected>>>(new Map())
  const current = shallowRef<RecordId | undefined>()
  const selection = shallowRef<ReadonlySet<string>>(new Set())
  const filter = shallowRef('')
  const verdicts = shallowRef<ReadonlySet<Verdict>>(new Set())
  /** Undefined until a person or the room for it has decided. */
  const detailOpen = shallowRef<boolean | undefined>()
  const detailWidth = shallowRef(360)
  /** Columns that a person has shown or hidden; the others show themselves when they are used. */
  const columns = shallowRef<Readonly<Record<string, boolean>>>({})
  const widths = shallowRef<Readonly<Record<string, number>>>({})
  /** The grid's cursor is asked to go there: the view follows. */
  const goTo = shallowRef<{ readonly id: RecordId; readonly edit: boolean } | undefined>()
  /** The pattern that the cells of the paste under way go to, which began on the row without one. */
  let pasted: { readonly join: string; readonly id: RecordId } | undefined

  watch(
    () => model.path,
    () => {
      rejected.value = new Map()
      current.value = undefined
      selection.value = new Set()
      filter.value = ''
      verdicts.value = new Set()
    },
  )

  const pattern = computed(() =>
    model.document && current.value !== undefined
      ? recordOfKind(model.document, 'pattern', current.value)
      : undefined,
  )
  /** Entities that were named and are not there. */
  const unknown = computed<readonly string[]>(() => {
    const names = new Map<string, string>()
    for (const { id } of model.document ? patternsOf(model.document) : [])
      for (const entry of rejected.value.get(id)?.values() ?? [])
        for (const name of entry.unknown) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
    return [...names.values()]
  })

  function keep(id: RecordId, cell: CellName, entry: Rejected | undefined): void {
    const cells = new Map(rejected.value.get(id))
    if (entry === undefined) {
      if (!cells.delete(cell)) return
    } else cells.set(cell, entry)
    rejected.value = new Map(rejected.value).set(id, cells)
  }

  /** Takes a typed cell in: an edit of the model, or a text that waits in its cell. Typed on the new row, it adds one. */
  function type(id: RecordId, cell: CellName, text: string, join?: string): void {
    if (id !== NEW_ROW) typeInto(id, cell, text, join)
    else if (join !== undefined && pasted?.join === join) typeInto(pasted.id, cell, text, join)
    else if (text.trim() !== '') {
      const added = addLines([[text]], [cell], join)
      if (join !== undefined && added !== undefined) pasted = { join, id: added }
    }
  }

  function typeInto(id: RecordId, cell: CellName, text: string, join: string | undefined): void {
    const before = model.document && recordOfKind(model.document, 'pattern', id)
    if (!model.document || before === undefined) return
    const entry = readCell(model.document, before, cell, text)
    if ('change' in entry) {
      keep(id, cell, undefined)
      tellRefusal(change(id, entry.change, join))
    } else keep(id, cell, rejectedOf(text, entry))
  }

  /** Adds the lines of a paste as patterns, in one step of undo. Answers with the first that was added. */
  function addLines(
    lines: readonly (readonly string[])[],
    columns: readonly (CellName | undefined)[],
    join?: string,
  ): RecordId | undefined {
    const { document } = model
    if (!document) return undefined
    const { patterns, rejected: left } = pastedPatterns(document, columns, lines, at => freeName(document, at))
    if (patterns.length === 0) return undefined
    const result = model.apply('add-patterns', { patterns }, join === undefined ? {} : { join })
    const ids = addedIds(result)
    for (const { at, cell, entry } of left) {
      const id = ids[at]
      if (id !== undefined) keep(id, cell, entry)
    }
    return ids[0]
  }

  /** Adds a block that was pasted where no pattern is yet; its first line may be titles. `seen`: the columns from there on. */
  function addBlock(
    lines: readonly (readonly string[])[],
    seen: readonly (CellName | undefined)[],
  ): RecordId | undefined {
    const { document } = model
    const [first, ...rest] = lines
    if (!document || first === undefined) return undefined
    const titled = columnsOfTitles(first)
    if (titled !== undefined) return addLines(rest, titled)
    const all = CELLS.slice(seen[0] === undefined ? 0 : CELLS.indexOf(seen[0]))
    return addLines(lines, likeliestColumns(document, [seen, all], lines))
  }

  /** Adds a pattern and lets its name be typed. */
  function add(): void {
    const { document } = model
    if (!document) return
    filter.value = ''
    verdicts.value = new Set()
    const [id] = addedIds(
      model.apply('add-patterns', { patterns: [{ name: freeName(document, 0), operation: BLANK_OPERATION }] }),
    )
    if (id !== undefined) goTo.value = { id, edit: true }
  }

  /** Changes a pattern; answers with why not. Edits of one `join` are one step of undo. */
  function change(id: RecordId, to: PatternChange, join?: string): string | undefined {
    return refusalOf(model.apply('change-pattern', { patternId: id, ...to }, join === undefined ? {} : { join }))
  }

  /** Removes patterns at once, and offers to take it back. */
  function remove(ids: readonly RecordId[]): void {
    const patternIds = ids.filter(id => id !== NEW_ROW)
    if (patternIds.length === 0 || !told(model.apply('remove-patterns', { patternIds }))) return
    selection.value = new Set()
    const step = model.undoTitle
    toast({
      title: `Removed ${countOf(patternIds.length, 'access pattern')}`,
      action: { label: 'Undo', run: () => model.undoTitle === step && model.undo() },
    })
  }

  /** Moves the current pattern up or down by one. */
  function move(by: -1 | 1): void {
    const { document } = model
    if (!document || current.value === undefined) return
    const all = patternsOf(document)
    const at = all.findIndex(({ id }) => id === current.value)
    const moved = all[at]
    if (moved === undefined || at + by < 0 || at + by >= all.length) return
    const before = all[by < 0 ? at - 1 : at + 2]?.id ?? null
    if (told(model.apply('move-record', { recordId: moved.id, before }, { join: `move ${moved.id}` })))
      goTo.value = { id: moved.id, edit: false }
  }

  /** Creates the entities that were named, with what the patterns say of them, and takes in the cells that waited. */
  function createEntities(names: readonly string[]): void {
    const { document } = model
    if (!document || names.length === 0) return
    const folded = new Set(names.map(name => name.toLowerCase()))
    const waiting = patternsOf(document).flatMap(({ id }) => {
      const entry = rejected.value.get(id)?.get('entities')
      return entry?.unknown.some(name => folded.has(name.toLowerCase())) ? [{ id, text: entry.text }] : []
    })
    const naming = (name: string): readonly PatternRecord[] =>
      waiting.flatMap(({ id, text }) => {
        const found = recordOfKind(document, 'pattern', id)
        return found && text.toLowerCase().includes(name.toLowerCase()) ? [found] : []
      })
    const title =
      names.length === 1 ? `Create entity ${names[0]}` : `Create ${countOf(names.length, 'entity', 'entities')}`
    const taken: RecordId[] = []
    const done = told(
      model.applyAll(title, [
        ...names.map(
          name => (now: ModelDocument) =>
            runCommand(now, 'add-entity', { ...entityOfPatterns(name, naming(name)), color: freeEntityColour(now) }),
        ),
        ...waiting.map(({ id, text }) => (now: ModelDocument) => {
          const found = recordOfKind(now, 'pattern', id)
          const entry = found && readCell(now, found, 'entities', text)
          if (entry === undefined || !('change' in entry)) return runCommand(now, 'change-pattern', { patternId: id })
          taken.push(id)
          return runCommand(now, 'change-pattern', { patternId: id, ...entry.change })
        }),
      ]),
    )
    if (done) for (const id of taken) keep(id, 'entities', undefined)
  }

  /** Declares attributes that a pattern names and its entity lacks. */
  function declareAttributes(entityId: RecordId, names: readonly string[]): void {
    const entity = model.document && recordOfKind(model.document, 'entity', entityId)
    if (!entity) return
    const attributes: readonly EntityAttribute[] = [
      ...entity.attributes,
      ...names.map(name => ({ name, type: 'S' as const })),
    ]
    told(model.apply('change-entity', { entityId, attributes }))
  }

  return {
    rejected,
    current,
    pattern,
    selection,
    filter,
    verdicts,
    detailOpen,
    detailWidth,
    columns,
    widths,
    goTo,
    unknown,
    type,
    addLines,
    addBlock,
    add,
    change,
    remove,
    move,
    createEntities,
    declareAttributes,
  }
})
