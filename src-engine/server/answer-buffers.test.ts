import { expect, test } from 'vitest'
import { AnswerBuffers } from './answer-buffers.ts'

test('a released buffer is used again, one that is lent is not', () => {
  const buffers = new AnswerBuffers()
  const first = buffers.encode('é'.repeat(3000))
  const second = buffers.encode('x'.repeat(5000))
  expect(first.bytes.toString()).toBe('é'.repeat(3000))
  expect(second.bytes.buffer).not.toBe(first.bytes.buffer)
  first.release()
  const third = buffers.encode('y'.repeat(7000))
  expect(third.bytes.buffer).toBe(first.bytes.buffer)
  expect(third.bytes.toString()).toBe('y'.repeat(7000))
  expect(second.bytes.toString()).toBe('x'.repeat(5000))
})

test('text of any size is encoded whole', () => {
  const buffers = new AnswerBuffers()
  const sizes = [64 * 1024, 256 * 1024, 2 * 1024 * 1024]
  const lengths = [0, ...sizes.flatMap(size => [-5, -4, -3, -1, 0, 1].map(more => size + more))]
  for (const length of lengths) {
    const { bytes, release } = buffers.encode('x'.repeat(length))
    expect(bytes.equals(Buffer.alloc(length, 'x'))).toBe(true)
    release()
  }
  for (const character of ['é', '…', '🐢']) {
    const wide = Buffer.byteLength(character)
    for (const length of lengths) {
      for (const text of [`${'x'.repeat(Math.max(0, length - wide))}${character}`, character.repeat(length / wide)]) {
        const { bytes, release } = buffers.encode(text)
        expect(bytes.equals(Buffer.from(text))).toBe(true)
        release()
      }
    }
  }
})
