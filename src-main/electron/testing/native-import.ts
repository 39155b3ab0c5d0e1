/**
 * Imports as Node does it. The test runner replaces the imports of what it loads itself; this file is loaded by Node
 * (through `require`), and so is what it imports.
 */
export function nativeImport(url: string): Promise<unknown> {
  return import(url)
}
