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
}

/** Changes name, key aliases or columns of a facet. */
export const changeFacet: Command<ChangeFacetArguments> = (document, args) => {
  const edit = new Edit(document)
  const facet = edit.find('facet', args.facetId)
  if (facet !== undefined) {
    edit.change(facet, withSettings(facet, args, ['name', 'partitionKeyAlias', 'sortKeyAlias', 'attributes']))
  }
  return edit.finish()
}
