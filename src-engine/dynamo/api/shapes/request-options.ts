/** Options that several API calls take by the same name. Source: API reference; enum values only, absent means the default. */

/** How much of the consumed capacity the answer reports; absent means NONE. */
export type ReturnConsumedCapacity = 'INDEXES' | 'TOTAL' | 'NONE'

/** Whether a write reports the size of the item collection it touched; absent means NONE. */
export type ReturnItemCollectionMetrics = 'SIZE' | 'NONE'

/** Which image of the item a write answers with; absent means NONE. PutItem and DeleteItem take only NONE and ALL_OLD. */
export type ReturnValue = 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW'

/** Whether the error of a failed condition carries the stored item; absent means NONE. */
export type ReturnValuesOnConditionCheckFailure = 'ALL_OLD' | 'NONE'

/** What Query and Scan return of the items they find. */
export type Select = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT'

/** `#name` → attribute name. Names are free text: read with `Object.hasOwn`. */
export type ExpressionAttributeNameMap = Readonly<Record<string, string>>
