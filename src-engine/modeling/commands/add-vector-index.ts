import type { Projection } from '#dynamo'
import type { RecordId, VectorIndexRecord } from '../document/model-document.ts'
import { vectorIndexesOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface AddVectorIndexArguments {
  readonly id?: RecordId
  readonly tableId: RecordId
  readonly name: string
  readonly attribute: string
  readonly dimensions: number
  readonly distance?: VectorIndexRecord['distance']
  readonly partition?: string
  readonly filters?: readonly string[]
  readonly projection?: Projection
}

/** Adds a vector index to a table. */
export const addVectorIndex: Command<AddVectorIndexArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table === undefined) return edit.finish()
  const index: VectorIndexRecord = {
    kind: 'vectorIndex',
    id: edit.newId('vectorIndex', args.id),
    tableId: table.id,
    position: positionAfter(vectorIndexesOf(document, table.id)),
    name: args.name,
    attribute: args.attribute,
    dimensions: args.dimensions,
    distance: args.distance ?? 'COSINE',
    filters: args.filters ?? [],
    projection: args.projection ?? { type: 'ALL' },
  }
  edit.add(withSettings(index, args, ['partition']))
  return edit.finish()
}
