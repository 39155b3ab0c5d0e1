import type { Component } from 'vue'

/** One choice of a select, combobox or segmented control. */
export interface Option<T extends string = string> {
  readonly value: T
  readonly label: string
  /** Quiet second text, to the right. */
  readonly hint?: string
  readonly icon?: Component
  /** Options with the same group stand together under its name. */
  readonly group?: string
  readonly disabled?: boolean
}

/** Options in the order given, cut into runs of one group. */
export function optionGroups<T extends string>(
  options: readonly Option<T>[],
): readonly { readonly name: string | undefined; readonly options: readonly Option<T>[] }[] {
  const groups = new Map<string | undefined, Option<T>[]>()
  for (const option of options) {
    const members = groups.get(option.group)
    if (members) members.push(option)
    else groups.set(option.group, [option])
  }
  return [...groups].map(([name, members]) => ({ name, options: members }))
}
