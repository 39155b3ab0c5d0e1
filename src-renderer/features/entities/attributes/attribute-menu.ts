import { ArrowDown, ArrowUp, KeyRound, Trash2 } from '@lucide/vue'
import { type EntityAttribute, GENERATOR_NAMES } from '#modeling'
import { countOf, type MenuEntry } from '../../../ui/index.ts'

export interface AttributeMenuInput {
  readonly attribute: EntityAttribute
  /** Its row, and how many there are. */
  readonly at: number
  readonly of: number
  /** How many rows "Remove" is about. */
  readonly removed: number
  readonly isIdentity: boolean
  readonly toggleIdentity: () => void
  readonly setGenerator: (type: string) => void
  readonly move: (by: -1 | 1) => void
  readonly remove: () => void
}

/** The context menu of an attribute of an entity. */
export function attributeMenu(input: AttributeMenuInput): readonly MenuEntry[] {
  const { attribute, at, removed } = input
  return [
    { label: 'Part of the identity', icon: KeyRound, checked: input.isIdentity, run: input.toggleIdentity },
    {
      label: 'Generator',
      items: GENERATOR_NAMES.map(type => ({
        label: type,
        checked: attribute.generator?.type === type,
        run: () => input.setGenerator(type),
      })),
    },
    '-',
    { label: 'Move up', icon: ArrowUp, keys: 'alt+arrowup', disabled: at === 0, run: () => input.move(-1) },
    {
      label: 'Move down',
      icon: ArrowDown,
      keys: 'alt+arrowdown',
      disabled: at === input.of - 1,
      run: () => input.move(1),
    },
    '-',
    {
      label: removed > 1 ? `Remove ${countOf(removed, 'attribute')}` : 'Remove attribute',
      icon: Trash2,
      danger: true,
      run: input.remove,
    },
  ]
}
