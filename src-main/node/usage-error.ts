/** A command line that cannot be followed; the message names the flag and what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A port number from the command line; 0 lets the system choose. Throws UsageError. */
export function readPort(text: string, flag: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(`${flag} takes a port number from 0 to 65535, not ${JSON.stringify(text)}.`)
}
