import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { RecordId } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangeFacetArguments {
  readonly facetId: RecordId
  readonly name?: string
  readonly partitionKeyAlias?: Setting<string>
  readonly sortKeyAlias?: Setting<string>
  readonly attributes?: readonly string[]
  /** The index through which it looks; null for the table. */
  readonly indexId?: Setting<RecordId>
}

/** Changes name, key aliases, columns of a facet, or what it looks through. */
export const changeFacet: Command<ChangeFacetArguments> = (document, args) => {
  const edit = new Edit(document)
  const facet = edit.find('facet', args.facetId)
  if (facet === undefined) return edit.finish()
  const index = args.indexId == null ? undefined : edit.find('index', args.indexId)
  if (index !== undefined && index.tableId !== facet.tableId) {
    edit.refuse(diagnostic('unknown-record', { recordId: index.id, message: 'The index is of another table' }))
  }
  const members = ['name', 'partitionKeyAlias', 'sortKeyAlias', 'attributes', 'indexId'] as const
  edit.change(facet, withSettings(facet, args, members))
  return edit.finish()
}
