import type { Projection } from '#dynamo'
import type { RecordId, VectorIndexRecord } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangeVectorIndexArguments {
  readonly indexId: RecordId
  readonly name?: string
  readonly attribute?: string
  readonly dimensions?: number
  readonly distance?: VectorIndexRecord['distance']
  readonly partition?: Setting<string>
  readonly filters?: readonly string[]
  readonly projection?: Projection
}

/** Changes a vector index of the model. (On the service everything about one is fixed: it is made anew.) */
export const changeVectorIndex: Command<ChangeVectorIndexArguments> = (document, args) => {
  const edit = new Edit(document)
  const index = edit.find('vectorIndex', args.indexId)
  if (index !== undefined) {
    const names = ['name', 'attribute', 'dimensions', 'distance', 'partition', 'filters', 'projection'] as const
    edit.change(index, withSettings(index, args, names))
  }
  return edit.finish()
}
