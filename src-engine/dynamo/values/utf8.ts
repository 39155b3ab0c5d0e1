/**
 * Bytes of a text in UTF-8, without encoding it. A surrogate without its partner counts 3, as the replacement
 * character that encoders put in its place.
 */
export function utf8Length(text: string): number {
  const length = text.length
  let bytes = length
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes++
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      bytes += 2
      at++
    } else bytes += 2
  }
  return bytes
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
