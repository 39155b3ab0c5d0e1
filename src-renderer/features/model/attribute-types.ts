import type { AttributeType, ScalarType } from '#dynamo'
import { type Option, TYPE_NAMES } from '../../ui/index.ts'

const ORDER: readonly AttributeType[] = ['S', 'N', 'BOOL', 'M', 'L', 'SS', 'NS', 'B', 'BS', 'NULL']
const KEY_TYPES: readonly ScalarType[] = ['S', 'N', 'B']

function option<T extends AttributeType>(type: T): Option<T> {
  return { value: type, label: TYPE_NAMES[type], hint: type }
}

/** Every type of an attribute, the frequent ones first. */
export const ATTRIBUTE_TYPES: readonly Option<AttributeType>[] = ORDER.map(option)

/** The types that an attribute of a key may have. */
export const KEY_ATTRIBUTE_TYPES: readonly Option<ScalarType>[] = KEY_TYPES.map(option)
