import { FileProblems } from '../../document/file-problem.ts'
import { type JsonNode, memberOf } from '../../json/json-node.ts'
import { jsonOf } from '../../json/json-value.ts'
import { checkMcpModel } from '../agent-model/check-mcp.ts'
import { readModelText } from '../agent-model/model-text.ts'
import { readMcpModel } from '../agent-model/read-mcp.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { ImportPlace } from '../import-place.ts'
import type { ModelImport } from '../model-import.ts'
import { isSkillModel } from './skill-data-model.ts'

/** Whether a file is (or means to be) a data model of the DynamoDB MCP server. */
export function isMcpModel(root: JsonNode): boolean {
  if (root.kind !== 'object' || isSkillModel(root)) return false
  return ['tables', 'access_patterns'].some(name => memberOf(root, name) !== undefined)
}

/**
 * Reads the `dynamodb_data_model.json` of the DynamoDB MCP server: CreateTable requests, items, and access patterns with
 * commands of the AWS CLI. What Facet has no place for stays in `foreign`, so that exporting an unedited model gives the
 * same JSON. Never throws.
 */
export function importMcpModel(text: string): ModelImport {
  const problems = new FileProblems(text)
  const read = readModelText(text)
  if ('fault' in read) {
    problems.add(read.fault.offset, [], read.fault.reason, 'Correct the file, or have it written again.')
    return { problems: problems.list }
  }
  const { node } = read
  if (node.kind !== 'object' || !isMcpModel(node)) {
    problems.add(
      node.start,
      [],
      'This is JSON, but not a data model of the DynamoDB MCP server',
      'Choose another file.',
    )
    return { problems: problems.list }
  }
  checkMcpModel(node, problems)
  if (problems.list.length > 0) return { problems: problems.list }
  const notes: ExchangeNote[] = []
  return { document: readMcpModel(jsonOf(node), new ImportPlace(notes)), report: notes }
}
