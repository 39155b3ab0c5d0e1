import { Copy, Eraser, Pencil, Trash2, Type } from '@lucide/vue'
import { attributeOf, typeOf } from '#dynamo'
import type { FacetRecord, ItemRecord, RecordId } from '#modeling'
import { type MenuEntry, valueSource } from '../../../ui/index.ts'
import { ATTRIBUTE_TYPES } from '../attribute-types.ts'
import type { ItemColumn } from './item-columns.ts'
import type { useItemEdits } from './use-item-edits.ts'

export interface ItemMenuInput {
  readonly record: ItemRecord
  readonly column: ItemColumn | undefined
  /** The rows that the menu is about: the selected ones, or the one under the pointer. */
  readonly records: readonly ItemRecord[]
  readonly facets: readonly FacetRecord[]
  readonly edits: ReturnType<typeof useItemEdits>
  readonly startEditing: () => void
  readonly onAdded: (id: RecordId) => void
}

/** The context menu of a cell: what can be done to the value, then to the item. */
export function itemMenu(input: ItemMenuInput): readonly MenuEntry[] {
  const { column, records, record, edits } = input
  const several = records.length > 1
  const facetIds = new Set(records.map(({ facetId }) => facetId))
  const duplicate = () => {
    const id = edits.duplicate(record)
    if (id !== undefined) input.onAdded(id)
  }
  return [
    ...(column && !several ? valueEntries(input, column) : []),
    ...(input.facets.length > 0
      ? [
          {
            label: 'Show in facet',
            items: [
              ...input.facets.map(facet => ({
                label: facet.name,
                checked: facetIds.size === 1 && facetIds.has(facet.id),
                run: () => edits.showInFacet(records, facet.id),
              })),
              '-' as const,
              {
                label: 'No facet',
                checked: facetIds.size === 1 && facetIds.has(undefined),
                run: () => edits.showInFacet(records, null),
              },
            ],
          },
        ]
      : []),
    ...(several ? [] : [{ label: 'Duplicate item', icon: Copy, run: duplicate }]),
    {
      label: several ? `Remove ${records.length.toLocaleString('en')} items` : 'Remove item',
      icon: Trash2,
      danger: true,
      run: () => edits.remove(records),
    },
  ]
}

function valueEntries({ record, edits, startEditing }: ItemMenuInput, column: ItemColumn): readonly MenuEntry[] {
  const value = attributeOf(record.item, column.attribute)
  const type = value && typeOf(value)
  const source = value ? valueSource(value) : ''
  return [
    { label: value ? 'Edit value' : 'Add value', icon: Pencil, keys: 'enter', run: startEditing },
    {
      label: 'Type',
      icon: Type,
      items: ATTRIBUTE_TYPES.map(option => ({
        label: option.label,
        hint: option.value,
        checked: option.value === type,
        run: () => edits.changeType(record, column, source, option.value),
      })),
    },
    {
      label: 'Set to empty string',
      disabled: value !== undefined && 'S' in value && value.S === '',
      run: () => edits.set({ itemId: record.id, name: column.attribute, value: { S: '' } }),
    },
    {
      label: 'Remove attribute',
      icon: Eraser,
      keys: 'delete',
      disabled: value === undefined,
      run: () => edits.removeAttributes([record], [column]),
    },
    '-',
  ]
}
