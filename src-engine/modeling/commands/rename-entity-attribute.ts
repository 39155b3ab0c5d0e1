import { attributeOf, emptyAttributeMap, type Item } from '#dynamo'
import { statementOf } from '../access-patterns/statement-of.ts'
import { diagnostic } from '../diagnostics/diagnostic.ts'
import type {
  EntityRecord,
  ModelDocument,
  PatternOperation,
  PlacementRecord,
  RecordId,
} from '../document/model-document.ts'
import {
  indexesOf,
  itemsOfTable,
  patternsOf,
  placementsOfEntity,
  recordOfKind,
  relationsOf,
  tableNamed,
} from '../document/queries.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { renameInOperation } from './rename-in-operation.ts'
import { renameInStatement } from './rename-in-statement.ts'
import { type AttributeRename, isOnlyIn, renameInTables } from './rename-in-tables.ts'

/**
 * Renames an attribute of an entity everywhere: identity, relations, key templates, placements, access patterns, sample
 * items, and what tables say of it (declarations, projections, time to live, vector indexes, facets). A key attribute of a
 * table that was the attribute itself keeps its name and gets a template.
 */
export const renameEntityAttribute: Command<{
  readonly entityId: RecordId
  readonly from: string
  readonly to: string
}> = (document, { entityId, from, to }) => {
  const edit = new Edit(document)
  const entity = edit.find('entity', entityId)
  if (entity === undefined || from === to) return edit.finish()
  const fault = faultOf(entity, from, to)
  if (fault !== undefined) {
    edit.refuse(
      diagnostic(fault.code, { recordId: entityId, message: fault.message, attribute: to, path: 'attributes' }),
    )
    return edit.finish()
  }
  const renamed = (name: string): string => (name === from ? to : name)
  edit.change(entity, {
    ...entity,
    identity: entity.identity.map(renamed),
    attributes: entity.attributes.map(attribute => ({ ...attribute, name: renamed(attribute.name) })),
  })
  for (const relation of relationsOf(document)) {
    const via = relation.via.map(pair => ({
      ...pair,
      ...(relation.parentId === entityId ? { parent: renamed(pair.parent) } : {}),
      ...(relation.childId === entityId ? { child: renamed(pair.child) } : {}),
    }))
    edit.change(relation, { ...relation, via })
  }
  for (const pattern of patternsOf(document)) {
    edit.change(pattern, {
      ...pattern,
      operation: renameInPattern(document, pattern.operation, { entity, from, to }),
    })
  }
  for (const placement of placementsOfEntity(document, entityId)) {
    edit.change(placement, renameInPlacement(document, placement, from, to))
    renameInItems(edit, document, placement, from, to)
  }
  renameInTables(edit, document, { entity, from, to })
  return edit.finish()
}

/** Operations on entities name their attributes; steps what the one before answers; statements what lies in a table. */
function renameInPattern(document: ModelDocument, operation: PatternOperation, rename: AttributeRename) {
  const { entity, from, to } = rename
  const isMine = (id: RecordId): boolean => id === entity.id
  if (operation.type === 'partiql') {
    const statement = statementOf(operation)
    const named = 'fault' in statement ? undefined : statement.kind === 'exists' ? statement.select : statement
    const table = named && tableNamed(document, named.table)
    return table && isOnlyIn(document, table.id, rename) ? renameInStatement(operation, from, to) : operation
  }
  if (operation.type === 'steps') {
    const answers = (at: number): boolean => {
      const before = recordOfKind(document, 'pattern', operation.steps[at - 1]?.patternId ?? '')?.operation
      return before !== undefined && entitiesRead(before).some(isMine)
    }
    const steps = operation.steps.map((step, at) =>
      step.passes === undefined || !answers(at)
        ? step
        : { ...step, passes: step.passes.map(name => (name === from ? to : name)) },
    )
    return { ...operation, steps }
  }
  return renameInOperation(operation, isMine, name => (name === from ? to : name))
}

/** The entities whose items an operation answers. */
function entitiesRead(operation: PatternOperation): readonly RecordId[] {
  if ('entityIds' in operation) return operation.entityIds
  if ('entityId' in operation) return [operation.entityId]
  return 'reads' in operation ? operation.reads.map(read => read.operation.entityId) : []
}

function faultOf(entity: EntityRecord, from: string, to: string) {
  const has = (name: string): boolean => entity.attributes.some(attribute => attribute.name === name)
  if (!has(from)) return { code: 'unknown-record', message: `${entity.name} has no attribute "${from}"` } as const
  if (has(to))
    return { code: 'attribute-in-use', message: `${entity.name} has an attribute "${to}" already` } as const
  if (to === '') return { code: 'invalid-attribute-name', message: 'The attribute has no name' } as const
  return undefined
}

function keyNamesOf(document: ModelDocument, tableId: RecordId): ReadonlySet<string> {
  const table = recordOfKind(document, 'table', tableId)
  if (table === undefined) return new Set()
  const keys = [table, ...indexesOf(document, tableId)].map(({ key }) => key)
  return new Set(keys.flatMap(({ partition, sort }) => [...partition, ...sort]).map(({ name }) => name))
}

function renameInPlacement(
  document: ModelDocument,
  placement: PlacementRecord,
  from: string,
  to: string,
): PlacementRecord {
  const templates = Object.create(null) as Record<string, string>
  for (const [name, text] of Object.entries(placement.templates)) templates[name] = renameInTemplate(text, from, to)
  const isImplied = keyNamesOf(document, placement.tableId).has(from) && !Object.hasOwn(templates, from)
  if (isImplied) templates[from] = printTemplate({ parts: [{ kind: 'attribute', name: to }] })
  const { attributes, ...rest } = placement
  return {
    ...rest,
    templates,
    ...(attributes === undefined ? {} : { attributes: attributes.map(name => (name === from ? to : name)) }),
  }
}

/** A text that is no template stays as it is. */
function renameInTemplate(text: string, from: string, to: string): string {
  const template = parseTemplate(text)
  if (isFault(template)) return text
  if (!template.parts.some(part => part.kind === 'attribute' && part.name === from)) return text
  const parts = template.parts.map(part =>
    part.kind === 'attribute' && part.name === from ? { ...part, name: to } : part,
  )
  return printTemplate({ parts })
}

/** Sample items of the placement; a key attribute of that name keeps it beside the new one. */
function renameInItems(
  edit: Edit,
  document: ModelDocument,
  { id, tableId }: PlacementRecord,
  from: string,
  to: string,
): void {
  const isKey = keyNamesOf(document, tableId).has(from)
  for (const record of itemsOfTable(document, tableId)) {
    const value = record.placementId === id ? attributeOf(record.item, from) : undefined
    if (value === undefined || attributeOf(record.item, to) !== undefined) continue
    const item: Item = isKey ? withAttribute(record.item, to, value) : renameInItem(record.item, from, to)
    edit.change(record, { ...record, item })
  }
}

function withAttribute(item: Item, name: string, value: Item[string]): Item {
  return Object.assign(emptyAttributeMap(), item, { [name]: value })
}

function renameInItem(item: Item, from: string, to: string): Item {
  const made = emptyAttributeMap()
  for (const [name, value] of Object.entries(item)) made[name === from ? to : name] = value
  return made
}
