/** Bytes as a reader of reasons wants them: two digits of the unit that fits. */
export function sizeText(bytes: number): string {
  const two = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en-US')
  if (bytes >= 1e9) return `${two(bytes / 1e9)} GB`
  return bytes >= 1e6 ? `${two(bytes / 1e6)} MB` : `${two(bytes / 1e3)} KB`
}
