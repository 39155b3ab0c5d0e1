/**
 * A fault that lies in an expression's text alone, whichever parameter the text was in. parse-cache.ts keeps it with
 * the text and throws it as a RequestFault that names the parameter; nothing else sees it.
 */
export class TextFault extends Error {}
