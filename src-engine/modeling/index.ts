/** `#modeling`: what the workbench is about. Pure; imports only `#dynamo`. */

export * from './document/diff.ts'
export { FILE_FORMAT, FILE_VERSION } from './document/file-format.ts'
export type { FileProblem } from './document/file-problem.ts'
export * from './document/model-document.ts'
export { documentOf, emptyModel } from './document/new-model.ts'
export { type ParsedModel, parseModel } from './document/parse.ts'
export * from './document/queries.ts'
export { nextId, positionAfter } from './document/record-id.ts'
export { serializeModel } from './document/serialize.ts'
