/** The parts of CreateTable's input and of DescribeTable's answer that decide where items are stored and found. */
export interface TableShape {
  readonly KeySchema?: readonly KeyElement[] | undefined
  readonly AttributeDefinitions?:
    | readonly { readonly AttributeName?: string | undefined; readonly AttributeType?: string | undefined }[]
    | undefined
  readonly GlobalSecondaryIndexes?: readonly IndexShape[] | undefined
  readonly LocalSecondaryIndexes?: readonly IndexShape[] | undefined
}

interface KeyElement {
  readonly AttributeName?: string | undefined
  readonly KeyType?: string | undefined
}

interface IndexShape {
  readonly IndexName?: string | undefined
  readonly KeySchema?: readonly KeyElement[] | undefined
  readonly Projection?:
    | {
        readonly ProjectionType?: string | undefined
        readonly NonKeyAttributes?: readonly string[] | undefined
      }
    | undefined
}

/**
 * How an existing table differs from a wanted one in keys and indexes, as sentences; none when the wanted items can be
 * put into it as it is. Billing, streams and the like do not count: they do not change what a query finds.
 */
export function tableDifferences(existing: TableShape, wanted: TableShape): string[] {
  const differences: string[] = []
  const has = keyText(existing, existing.KeySchema)
  const needs = keyText(wanted, wanted.KeySchema)
  if (has !== needs) differences.push(`the key is ${has}, the model has ${needs}`)
  const [hasIndexes, needsIndexes] = [indexTexts(existing), indexTexts(wanted)]
  for (const [name, text] of needsIndexes) {
    const existingText = hasIndexes.get(name)
    if (existingText === undefined) differences.push(`the index ${name} is missing`)
    else if (existingText !== text) differences.push(`the index ${name} is ${existingText}, the model has ${text}`)
  }
  for (const name of hasIndexes.keys()) {
    if (!needsIndexes.has(name)) differences.push(`the index ${name} is not in the model`)
  }
  return differences
}

function indexTexts(table: TableShape): Map<string, string> {
  const texts = new Map<string, string>()
  const add = (kind: string, indexes: readonly IndexShape[] = []) => {
    for (const index of indexes) {
      texts.set(
        index.IndexName ?? '',
        `a ${kind} on ${keyText(table, index.KeySchema)} with ${projectionText(index)}`,
      )
    }
  }
  add('GSI', table.GlobalSecondaryIndexes)
  add('LSI', table.LocalSecondaryIndexes)
  return texts
}

/** Parts in their order, with types: `PK (S, HASH), SK (N, RANGE)`. */
function keyText(table: TableShape, schema: readonly KeyElement[] = []): string {
  const typeOf = (name: string | undefined) =>
    table.AttributeDefinitions?.find(attribute => attribute.AttributeName === name)?.AttributeType ?? '?'
  return schema.map(part => `${part.AttributeName} (${typeOf(part.AttributeName)}, ${part.KeyType})`).join(', ')
}

function projectionText({ Projection: projection }: IndexShape): string {
  const type = projection?.ProjectionType ?? 'ALL'
  if (type !== 'INCLUDE') return type === 'ALL' ? 'all attributes' : 'keys only'
  return `keys and ${[...(projection?.NonKeyAttributes ?? [])].sort().join(', ')}`
}
