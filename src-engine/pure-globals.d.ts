/**
 * What the pure cores may use beyond ECMAScript: globals that exist, with the same meaning, in every runtime
 * Facet has (Node, the browser's window, workers). Everything else must come in as an argument.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}
declare function atob(base64: string): string
declare function btoa(binary: string): string
declare function structuredClone<T>(value: T): T
