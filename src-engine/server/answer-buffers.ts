/** Sizes that buffers come in, and how many of each are kept: 13 MB if all are. */
const SIZES = [64 * 1024, 256 * 1024, 2 * 1024 * 1024] as const
const KEPT = [16, 16, 4] as const

/** Bytes of a character in UTF-8, at most. */
const LONGEST_CHARACTER = 4

/** Text as bytes, in a buffer that goes on to the next answer. */
export interface LentBytes {
  readonly bytes: Buffer
  /** Gives the buffer back: to be called once, when nobody reads the bytes any more, or never. */
  readonly release: () => void
}

/**
 * Buffers for large answers. Every new buffer of this size is memory that the system has to map first, page by page,
 * which took a tenth of the time of a BatchGetItem of 100 KB.
 */
export class AnswerBuffers {
  readonly #free: readonly Buffer[][] = SIZES.map(() => [])

  /** The text in UTF-8. */
  encode(text: string): LentBytes {
    // Most texts are ASCII and have as many bytes as characters. Counting the bytes first would be one more walk over all of it.
    return this.#encodeInto(text, text.length + LONGEST_CHARACTER) ?? this.#encodeWhole(text)
  }

  #encodeWhole(text: string): LentBytes {
    const length = Buffer.byteLength(text)
    return (
      this.#encodeInto(text, length + LONGEST_CHARACTER) ?? { bytes: Buffer.from(text), release: () => undefined }
    )
  }

  /** Undefined where no buffer is so large, or where the text may need a larger one. */
  #encodeInto(text: string, room: number): LentBytes | undefined {
    const size = SIZES.findIndex(each => each >= room)
    const free = this.#free[size]
    if (free === undefined) return undefined
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(SIZES[size] ?? room)
    const length = buffer.write(text)
    const release = (): void => {
      if (free.length < (KEPT[size] ?? 0)) free.push(buffer)
    }
    // Where a character more would have had room, none was left out.
    if (length + LONGEST_CHARACTER > buffer.length) {
      release()
      return undefined
    }
    return { bytes: buffer.subarray(0, length), release }
  }
}
