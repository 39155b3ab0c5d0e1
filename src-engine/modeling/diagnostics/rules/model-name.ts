import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** A model has a name. */
export const modelName: Rule<'model'> = model =>
  model.name.trim() === ''
    ? [diagnostic('empty-model-name', { recordId: model.id, message: 'The model has no name', path: 'name' })]
    : []
