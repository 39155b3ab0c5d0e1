import type { FileProblems } from '../../document/file-problem.ts'
import { type JsonNode, type JsonObjectNode, memberOf } from '../../json/json-node.ts'
import { ShapeCheck } from './model-text.ts'

type Path = readonly (string | number)[]

/** The rules by which a data model of the DynamoDB skill is refused; what passes can be read and written back. */
export function checkSkillModel(root: JsonObjectNode, problems: FileProblems): void {
  const check = new ShapeCheck(problems)
  for (const [table, path] of check.objects(root, 'tables', [], 'A table')) {
    check.text(table, 'table_name', path, 'The table')
    const key = memberOf(table, 'key_schema')
    if (key?.kind === 'object') checkPartition(check, key, [...path, 'key_schema'], 'The table')
    else check.report(key ?? table, [...path, 'key_schema'], 'The table has no "key_schema"')
    for (const [entity, place] of check.objects(table, 'entities', path, 'An entity')) {
      check.text(entity, 'entity_name', place, 'The entity')
    }
    for (const [index, place] of check.objects(table, 'gsis', path, 'An index')) {
      check.text(index, 'index_name', place, 'The index')
      checkPartition(check, index, place, 'The index')
    }
    for (const [index, place] of check.objects(table, 'lsis', path, 'An index')) {
      check.text(index, 'index_name', place, 'The index')
    }
  }
  check.objects(root, 'access_patterns', [], 'An access pattern')
}

/** A partition key is a name, an object with a name, or a list of them. */
function checkPartition(check: ShapeCheck, owner: JsonObjectNode, path: Path, what: string): void {
  const key = memberOf(owner, 'partition_key') ?? memberOf(owner, 'hash_key')
  if (key !== undefined && namesAttribute(key)) return
  check.report(key ?? owner, [...path, 'partition_key'], `${what} has no partition key`, 'Name an attribute.')
}

function namesAttribute(node: JsonNode): boolean {
  if (node.kind === 'string') return node.value !== ''
  if (node.kind === 'array') return node.elements.length > 0 && node.elements.every(namesAttribute)
  if (node.kind !== 'object') return false
  return ['name', 'attribute_name'].some(member => {
    const name = memberOf(node, member)
    return name?.kind === 'string' && name.value !== ''
  })
}
