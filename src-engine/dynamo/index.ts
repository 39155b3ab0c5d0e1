/** `#dynamo`: what DynamoDB is, whoever runs it. Pure; see README.md of src-engine for the rooms. */

export * from './errors/dynamo-error.ts'
export * from './errors/request-fault.ts'
export * from './schema/table-definition.ts'
export * from './values/attribute-value.ts'
export * from './values/document-path.ts'
export * from './api/operation-names.ts'
export type * from './api/shapes/index.ts'
