/** Values of earlier answers that later requests name, as an honest client would: tokens, iterators, page keys, ARNs. */

/** Members of answers whose latest value is kept. */
const KEPT = [
  ...['LatestStreamArn', 'ShardId', 'ShardIterator', 'NextShardIterator', 'StartingSequenceNumber', 'SequenceNumber'],
  ...['NextToken', 'LastEvaluatedKey', 'LastEvaluatedTableName', 'LastEvaluatedStreamArn'],
] as const

export type EchoName = (typeof KEPT)[number]

const MARK = /"⟦of ([A-Za-z]+)⟧"/g

/** Stands for the latest value of this member of any answer; for nothing the service would make, as long as there is none. */
export function echo(name: EchoName): string {
  return `⟦of ${name}⟧`
}

/** What has been answered so far in a sequence. */
export class Echoes {
  readonly #values = new Map<string, unknown>()

  static areIn(text: Buffer | string): boolean {
    return typeof text === 'string' && text.includes('⟦of ')
  }

  note(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return
    for (const [name, value] of Object.entries(answer)) {
      if ((KEPT as readonly string[]).includes(name)) this.#values.set(name, value)
      // Items may have members of these names too, and are none of them.
      if (name !== 'Items' && name !== 'Item' && name !== 'Attributes') this.note(value)
    }
  }

  fill(text: Buffer | string): Buffer | string {
    if (typeof text !== 'string') return text
    return text.replaceAll(MARK, (_, name: string) => JSON.stringify(this.#values.get(name) ?? 'none yet'))
  }
}
