/** `#modeling`: what the workbench is about. Pure; imports only `#dynamo`. */
export * from './document/model-document.ts'
