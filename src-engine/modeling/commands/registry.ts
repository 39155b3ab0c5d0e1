import type { ModelDocument } from '../document/model-document.ts'
import { addEntity } from './add-entity.ts'
import { addFacet } from './add-facet.ts'
import { addIndex } from './add-index.ts'
import { addItem } from './add-item.ts'
import { addPatterns } from './add-patterns.ts'
import { addPlacement } from './add-placement.ts'
import { addRelation } from './add-relation.ts'
import { addTable } from './add-table.ts'
import { addVectorIndex } from './add-vector-index.ts'
import { adoptDesign } from './adopt-design.ts'
import { adoptParts } from './adopt-parts.ts'
import { changeEntity } from './change-entity.ts'
import { changeFacet } from './change-facet.ts'
import { changeIndex } from './change-index.ts'
import { changeItem } from './change-item.ts'
import { changeItemAttribute } from './change-item-attribute.ts'
import { changeItems } from './change-items.ts'
import { changeModelInfo } from './change-model-info.ts'
import { changePattern } from './change-pattern.ts'
import { changePlacement } from './change-placement.ts'
import { changeRelation } from './change-relation.ts'
import { changeTableKey } from './change-table-key.ts'
import { changeTableSettings } from './change-table-settings.ts'
import { changeVectorIndex } from './change-vector-index.ts'
import type { Command, CommandResult } from './command.ts'
import { declareAttribute } from './declare-attribute.ts'
import { moveRecord } from './move-record.ts'
import { removeAttribute } from './remove-attribute.ts'
import { removeEntity } from './remove-entity.ts'
import { removeFacet } from './remove-facet.ts'
import { removeIndex } from './remove-index.ts'
import { removeItems } from './remove-items.ts'
import { removePatterns } from './remove-patterns.ts'
import { removePlacement } from './remove-placement.ts'
import { removeRelation } from './remove-relation.ts'
import { removeTable } from './remove-table.ts'
import { removeVectorIndex } from './remove-vector-index.ts'
import { renameAttribute } from './rename-attribute.ts'
import { renameEntityAttribute } from './rename-entity-attribute.ts'
import { renameModel } from './rename-model.ts'
import { renameTable } from './rename-table.ts'
import { replaceItems } from './replace-items.ts'

/** Every edit there is, by the name of its file; the title is what the undo history shows. */
export const commands = {
  'rename-model': entry('Rename model', renameModel),
  'change-model-info': entry('Change model description', changeModelInfo),
  'add-table': entry('Add table', addTable),
  'rename-table': entry('Rename table', renameTable),
  'change-table-key': entry('Change table key', changeTableKey),
  'change-table-settings': entry('Change table settings', changeTableSettings),
  'remove-table': entry('Remove table', removeTable),
  'add-index': entry('Add index', addIndex),
  'change-index': entry('Change index', changeIndex),
  'remove-index': entry('Remove index', removeIndex),
  'add-facet': entry('Add facet', addFacet),
  'change-facet': entry('Change facet', changeFacet),
  'remove-facet': entry('Remove facet', removeFacet),
  'declare-attribute': entry('Declare attribute', declareAttribute),
  'rename-attribute': entry('Rename attribute', renameAttribute),
  'remove-attribute': entry('Remove attribute', removeAttribute),
  'add-item': entry('Add item', addItem),
  'change-item': entry('Change item', changeItem),
  'change-items': entry('Change items', changeItems),
  'change-item-attribute': entry('Change attribute of item', changeItemAttribute),
  'remove-items': entry('Remove items', removeItems),
  'add-entity': entry('Add entity', addEntity),
  'change-entity': entry('Change entity', changeEntity),
  'rename-entity-attribute': entry('Rename attribute of entity', renameEntityAttribute),
  'remove-entity': entry('Remove entity', removeEntity),
  'add-relation': entry('Add relation', addRelation),
  'change-relation': entry('Change relation', changeRelation),
  'remove-relation': entry('Remove relation', removeRelation),
  'add-patterns': entry('Add access patterns', addPatterns),
  'change-pattern': entry('Change access pattern', changePattern),
  'remove-patterns': entry('Remove access patterns', removePatterns),
  'add-placement': entry('Place entity in table', addPlacement),
  'change-placement': entry('Change key templates', changePlacement),
  'remove-placement': entry('Take entity out of table', removePlacement),
  'add-vector-index': entry('Add vector index', addVectorIndex),
  'change-vector-index': entry('Change vector index', changeVectorIndex),
  'remove-vector-index': entry('Remove vector index', removeVectorIndex),
  'adopt-design': entry('Adopt design', adoptDesign),
  'adopt-parts': entry('Adopt parts of design', adoptParts),
  'replace-items': entry('Replace sample items', replaceItems),
  'move-record': entry('Move', moveRecord),
} as const

export type CommandName = keyof typeof commands
export type CommandArguments<N extends CommandName> = Parameters<(typeof commands)[N]['run']>[1]

/** Runs a command by its name. */
export function runCommand<N extends CommandName>(
  document: ModelDocument,
  name: N,
  args: CommandArguments<N>,
): CommandResult {
  const run = commands[name].run as Command<CommandArguments<N>>
  return run(document, args)
}

function entry<A>(title: string, run: Command<A>): { readonly title: string; readonly run: Command<A> } {
  return { title, run }
}
