import { validationError } from '../errors/dynamo-error.ts'
import type { DocumentPath } from '../values/document-path.ts'
import type { Expression } from './ast.ts'
import type { SelectColumn } from './bound-statement.ts'
import { documentPath, unexpectedComponent } from './statement-path.ts'

/** What SELECT lists: paths, each with a name of its own. @throws DynamoError */
export function bindColumns(columns: readonly Expression[]): readonly SelectColumn[] {
  const names = new Set<string>()
  return columns.map(column => {
    if (column.kind !== 'path') throw unexpectedComponent(column.at)
    const path = documentPath(column)
    const name = columnName(path)
    if (names.has(name)) throw validationError(`Duplicate identifiers in select clause: ${name}`)
    names.add(name)
    return { name, path }
  })
}

/** The last name of the path with the indexes behind it: `m.k[0]` is answered as `k[0]`. */
function columnName(path: DocumentPath): string {
  let name: string = path[0]
  for (const element of path.slice(1)) name = typeof element === 'number' ? `${name}[${element}]` : element
  return name
}
