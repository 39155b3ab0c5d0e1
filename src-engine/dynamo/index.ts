/** `#dynamo`: what DynamoDB is, whoever runs it. Pure; see README.md of src-engine for the rooms. */
export * from './values/attribute-value.ts'
export * from './errors/dynamo-error.ts'
export * from './schema/table-definition.ts'
