import type { CheckOperation, DeleteOperation, PutOperation, UpdateOperation } from '../document/model-document.ts'

/** A write of one entity. */
export type WriteOperation = PutOperation | UpdateOperation | DeleteOperation | CheckOperation
