import {
  type CommandResult,
  type EntityAttribute,
  type EntityRecord,
  entitiesOf,
  type ModelDocument,
  type RecordId,
  recordOfKind,
  relationsOf,
  startingTemplates,
} from '#modeling'
import { freeEntityColour } from '../../stores/entity-marks.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { refusalOf } from '../../stores/refusal.ts'
import { countOf, toast } from '../../ui/index.ts'
import { useEntitiesState } from './entities-state.ts'
import { viaGuess } from './relations/via-guess.ts'

/** Edits of entities that start from a button, a key or a command: sensible first values, and a word when refused. */
export function useEntityEdits() {
  const model = useModelDocument()
  const state = useEntitiesState()

  /** Adds an entity with an id of its own, opens it and lets its name be typed. */
  function addEntity(): void {
    if (!model.document) return
    const taken = new Set(entitiesOf(model.document).map(({ name }) => name))
    let name = 'Entity'
    for (let number = 2; taken.has(name); number++) name = `Entity ${number}`
    const result = model.apply('add-entity', {
      name,
      identity: ['id'],
      attributes: [{ name: 'id', type: 'S' }],
      color: freeEntityColour(model.document),
    })
    report(result)
    const id = addedId(result, 'entity')
    if (id === undefined) return
    state.open(id)
    state.naming = id
  }

  function removeEntity({ id, name }: EntityRecord): void {
    if (!model.document) return
    const relations = relationsOf(model.document).filter(
      ({ parentId, childId }) => parentId === id || childId === id,
    ).length
    const result = model.apply('remove-entity', { entityId: id })
    const also = relations > 0 ? ` with ${countOf(relations, 'relation')}` : ''
    undoable(result, `Removed ${name}${also}. Sample items stay`)
  }

  function duplicateEntity({ id: _id, kind: _kind, position: _position, ...entity }: EntityRecord): void {
    if (!model.document) return
    const name = `${entity.name} copy`
    const result = model.apply('add-entity', { ...entity, name, color: freeEntityColour(model.document) })
    report(result)
    const id = addedId(result, 'entity')
    if (id === undefined) return
    state.open(id)
    state.naming = id
  }

  /** Moves an entity or an attribute list's member by one; the ends stay. */
  function moveEntity(entity: EntityRecord, by: -1 | 1): void {
    const list = state.entities
    const at = list.findIndex(({ id }) => id === entity.id)
    if (list[at + by] === undefined) return
    const before = list[by === -1 ? at - 1 : at + 2]?.id ?? null
    report(model.apply('move-record', { recordId: entity.id, before }))
  }

  function setAttributes(entity: EntityRecord, attributes: readonly EntityAttribute[], join?: string): void {
    const names = new Set(attributes.map(({ name }) => name))
    const identity = entity.identity.filter(name => names.has(name))
    report(
      model.apply(
        'change-entity',
        { entityId: entity.id, attributes, ...(identity.length === entity.identity.length ? {} : { identity }) },
        join === undefined ? {} : { join },
      ),
    )
  }

  /** Gives an attribute another name everywhere. */
  function renameAttribute(entity: EntityRecord, from: string, to: string, join?: string): string | undefined {
    return refusalOf(
      model.apply('rename-entity-attribute', { entityId: entity.id, from, to }, join === undefined ? {} : { join }),
    )
  }

  /** Adds an attribute under a name that is free; the name. */
  function addAttribute(entity: EntityRecord): string {
    const taken = new Set(entity.attributes.map(({ name }) => name))
    let name = 'attribute'
    for (let number = 2; taken.has(name); number++) name = `attribute${number}`
    setAttributes(entity, [...entity.attributes, { name, type: 'S' }])
    return name
  }

  /** Adds children to an entity, by the attributes that the other already shares with its identity. */
  function addRelation(parent: EntityRecord, child: EntityRecord): void {
    report(
      model.apply('add-relation', {
        parentId: parent.id,
        childId: child.id,
        cardinality: 'one-to-many',
        via: viaGuess(parent, child),
      }),
    )
  }

  /** Lets an entity lie in a table, under keys to start from. */
  function place(entity: EntityRecord, tableId: RecordId): void {
    const table = model.document && recordOfKind(model.document, 'table', tableId)
    if (!table) return
    const templates = startingTemplates(entity, table)
    report(model.apply('add-placement', { tableId, entityId: entity.id, templates }))
  }

  function run(title: string, edits: readonly ((document: ModelDocument) => CommandResult)[]): CommandResult {
    const result = model.applyAll(title, edits)
    report(result)
    return result
  }

  function undoable(result: CommandResult, title: string): void {
    if ('problems' in result) {
      report(result)
      return
    }
    const step = model.undoTitle
    // Undo takes back the last step; after another edit that would be the wrong one.
    toast({ title, action: { label: 'Undo', run: () => model.undoTitle === step && model.undo() } })
  }

  return {
    addEntity,
    removeEntity,
    duplicateEntity,
    moveEntity,
    setAttributes,
    renameAttribute,
    addAttribute,
    addRelation,
    place,
    run,
    undoable,
  }
}

/** Says why an edit was not made. */
export function report(result: CommandResult): void {
  const refusal = refusalOf(result)
  if (refusal !== undefined) toast({ tone: 'red', title: 'Not changed', text: refusal })
}

function addedId(result: CommandResult, kind: 'entity'): RecordId | undefined {
  if ('problems' in result) return undefined
  return Object.values(result.diff.added).find(record => record.kind === kind)?.id
}
