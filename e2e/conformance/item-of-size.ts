import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/**
 * An item of exactly this many bytes as DynamoDB counts them: the given string attributes and one more, `v`, that fills
 * the rest.
 */
export function itemOfSize(
  bytes: number,
  attributes: Readonly<Record<string, { readonly S: string }>>,
): Record<string, AttributeValue> {
  const given = Object.entries(attributes).reduce(
    (sum, [name, { S }]) => sum + Buffer.byteLength(name) + Buffer.byteLength(S),
    0,
  )
  return { ...attributes, v: { S: 'x'.repeat(bytes - given - 1) } }
}
