/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i

/** A file name that every system takes, made from a model's name: `Payments System` → `Payments-System.json`. */
export function fileNameFor(name: string, extension: string): string {
  const stem = name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100)
  return (stem === '' || RESERVED.test(stem) ? `model${stem === '' ? '' : `-${stem}`}` : stem) + extension
}
