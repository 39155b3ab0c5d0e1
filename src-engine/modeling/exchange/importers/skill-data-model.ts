import { FileProblems } from '../../document/file-problem.ts'
import { type JsonNode, memberOf } from '../../json/json-node.ts'
import { jsonOf } from '../../json/json-value.ts'
import { checkSkillModel } from '../agent-model/check-skill.ts'
import { readModelText } from '../agent-model/model-text.ts'
import { readSkillModel } from '../agent-model/read-skill.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { ImportPlace } from '../import-place.ts'
import type { ModelImport } from '../model-import.ts'

/** Members that only this dialect has. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  tables: ['table_name', 'key_schema', 'entities', 'gsis'],
  access_patterns: ['pattern_id', 'operation', 'peak_rps'],
}

/** Whether a file is (or means to be) a data model of the DynamoDB skill: one of its elements says so. */
export function isSkillModel(root: JsonNode): boolean {
  if (root.kind !== 'object') return false
  return Object.entries(OWN).some(([list, members]) => {
    const elements = memberOf(root, list)
    if (elements?.kind !== 'array') return false
    return elements.elements.some(
      element => element.kind === 'object' && members.some(member => memberOf(element, member) !== undefined),
    )
  })
}

/**
 * Reads the `dynamodb_data_model.json` of the agent toolkit's DynamoDB skill: tables with entities and sizes, and access
 * patterns with rates. What Facet has no place for stays in `foreign`, so that exporting an unedited model gives the same
 * JSON. Never throws.
 */
export function importSkillModel(text: string): ModelImport {
  const problems = new FileProblems(text)
  const read = readModelText(text)
  if ('fault' in read) {
    problems.add(read.fault.offset, [], read.fault.reason, 'Correct the file, or have it written again.')
    return { problems: problems.list }
  }
  const { node } = read
  if (node.kind !== 'object' || !isSkillModel(node)) {
    problems.add(node.start, [], 'This is JSON, but not a data model of the DynamoDB skill', 'Choose another file.')
    return { problems: problems.list }
  }
  checkSkillModel(node, problems)
  if (problems.list.length > 0) return { problems: problems.list }
  const notes: ExchangeNote[] = []
  return { document: readSkillModel(jsonOf(node), new ImportPlace(notes)), report: notes }
}
