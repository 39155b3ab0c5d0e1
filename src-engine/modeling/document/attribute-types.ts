import type { AttributeType } from '#dynamo'

/** Every type an attribute can be declared with. */
export const ATTRIBUTE_TYPES: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']
