import type { Rule } from './rule.ts'
import { attributeTypes } from './rules/attribute-types.ts'
import { declaredAttributes } from './rules/declared-attributes.ts'
import { facetAttributes } from './rules/facet-attributes.ts'
import { facetName } from './rules/facet-name.ts'
import { indexCount } from './rules/index-count.ts'
import { indexKey } from './rules/index-key.ts'
import { indexName } from './rules/index-name.ts'
import { indexProjection } from './rules/index-projection.ts'
import { itemAttributes } from './rules/item-attributes.ts'
import { itemIndexKeys } from './rules/item-index-keys.ts'
import { itemKeys } from './rules/item-keys.ts'
import { itemBytes } from './rules/item-size.ts'
import { itemTimeToLive } from './rules/item-time-to-live.ts'
import { keyAttributes } from './rules/key-attributes.ts'
import { modelName } from './rules/model-name.ts'
import { tableBilling } from './rules/table-billing.ts'
import { tableKey } from './rules/table-key.ts'
import { tableName } from './rules/table-name.ts'
import { tags } from './rules/tags.ts'
import { timeToLive } from './rules/time-to-live.ts'

/** The rules by what they look at; a new rule is a file and a line here. */
export const modelRules: readonly Rule<'model'>[] = [modelName]

export const tableRules: readonly Rule<'table'>[] = [
  tableName,
  tableKey,
  keyAttributes,
  declaredAttributes,
  attributeTypes,
  indexCount,
  tableBilling,
  timeToLive,
  tags,
]

export const indexRules: readonly Rule<'index'>[] = [indexName, indexKey, keyAttributes, indexProjection]

export const facetRules: readonly Rule<'facet'>[] = [facetName, facetAttributes]

export const itemRules: readonly Rule<'item'>[] = [itemKeys, itemIndexKeys, itemAttributes, itemBytes, itemTimeToLive]
