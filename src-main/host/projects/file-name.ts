/** Ending of every model file. */
export const MODEL_EXTENSION = '.facet.json'

/** Names Windows keeps for devices, with or without an ending. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])([.]|$)/i

/** Longest name in bytes that every file system takes, the ending and a temporary file's own included. */
const MAX_NAME_BYTES = 200

/** Whether a path names a model file. */
export function isModelPath(path: string): boolean {
  return path.toLowerCase().endsWith(MODEL_EXTENSION)
}

/** File name without folder and `.facet.json`. */
export function modelName(fileName: string): string {
  return isModelPath(fileName) ? fileName.slice(0, -MODEL_EXTENSION.length) : fileName
}

/**
 * A file name for a model that every platform takes, so that the file can travel: characters that Windows forbids become
 * `-`, the ends lose dots and blanks, an empty rest becomes `model`.
 */
export function modelFileName(name: string): string {
  const withoutExtension = isModelPath(name) ? name.slice(0, -MODEL_EXTENSION.length) : name
  const legal = withoutExtension
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const cut = cutToBytes(legal, MAX_NAME_BYTES).replace(/[. ]+$/, '')
  const named = cut === '' ? 'model' : cut
  return (DEVICE_NAME.test(named) ? `_${named}` : named) + MODEL_EXTENSION
}

/** The longest beginning of whole characters within so many bytes of UTF-8. */
function cutToBytes(text: string, bytes: number): string {
  let size = 0
  let end = 0
  for (const character of text) {
    size += new TextEncoder().encode(character).length
    if (size > bytes) break
    end += character.length
  }
  return text.slice(0, end)
}
