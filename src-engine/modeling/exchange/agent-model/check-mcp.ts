import type { FileProblems } from '../../document/file-problem.ts'
import { type JsonNode, type JsonObjectNode, memberOf } from '../../json/json-node.ts'
import { ShapeCheck } from './model-text.ts'

type Path = readonly (string | number)[]

/** The rules by which a data model of the MCP server is refused; what passes can be read and written back. */
export function checkMcpModel(root: JsonObjectNode, problems: FileProblems): void {
  const check = new ShapeCheck(problems)
  for (const [table, path] of check.objects(root, 'tables', [], 'A table')) {
    check.text(table, 'TableName', path, 'The table')
    checkKey(check, table, path, 'The table')
    for (const list of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']) {
      for (const [index, place] of check.objects(table, list, path, 'An index')) {
        check.text(index, 'IndexName', place, 'The index')
        checkKey(check, index, place, 'The index')
      }
    }
  }
  check.objects(root, 'access_patterns', [], 'An access pattern')
  checkItems(check, memberOf(root, 'items'))
}

function checkKey(check: ShapeCheck, owner: JsonObjectNode, path: Path, what: string): void {
  const elements = check.objects(owner, 'KeySchema', path, 'A key attribute')
  for (const [element, place] of elements) {
    check.text(element, 'AttributeName', place, 'The key attribute')
    const type = memberOf(element, 'KeyType')
    if (type?.kind === 'string' && (type.value === 'HASH' || type.value === 'RANGE')) continue
    check.report(type ?? element, [...place, 'KeyType'], 'A "KeyType" is "HASH" or "RANGE"')
  }
  const isHash = ([element]: (typeof elements)[number]): boolean => {
    const type = memberOf(element, 'KeyType')
    return type?.kind === 'string' && type.value === 'HASH'
  }
  const schema = memberOf(owner, 'KeySchema')
  if (!elements.some(isHash) && (schema === undefined || schema.kind === 'array' || schema.kind === 'null')) {
    check.report(schema ?? owner, [...path, 'KeySchema'], `${what} has no partition key`, 'Add a HASH element.')
  }
}

function checkItems(check: ShapeCheck, items: JsonNode | undefined): void {
  if (items === undefined || items.kind === 'null') return
  const byTable = check.object(items, ['items'], '"items"')
  for (const { name } of byTable?.members ?? []) {
    if (byTable === undefined) continue
    for (const [entry, path] of check.objects(byTable, name, ['items'], 'An item')) {
      const put = memberOf(entry, 'PutRequest')
      const item = put?.kind === 'object' ? memberOf(put, 'Item') : undefined
      if (item?.kind !== 'object') {
        check.report(entry, path, 'The item is not written as {"PutRequest": {"Item": …}}')
      }
    }
  }
}
