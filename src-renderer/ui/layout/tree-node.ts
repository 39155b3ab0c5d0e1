import type { Component } from 'vue'

/** One line of FTree. `data` travels back with every event. */
export interface TreeNode<Data = unknown> {
  readonly id: string
  readonly label: string
  readonly icon?: Component
  /** Draws a square with this colour and the label's letter in place of an icon. */
  readonly colour?: string
  readonly letter?: string
  /** Quiet text at the right end: a count, a key. */
  readonly trail?: string
  readonly tip?: string
  readonly mono?: boolean
  /** Dimmed: there, but not usable. */
  readonly dim?: boolean
  readonly children?: readonly TreeNode<Data>[]
  readonly data?: Data
}

/** A line as it stands on the screen. */
export interface TreeLine<Data> {
  readonly node: TreeNode<Data>
  readonly depth: number
  readonly parent: string | undefined
  readonly position: number
  readonly siblings: number
}

/** The lines in sight, top to bottom, given which nodes are open. */
export function treeLines<Data>(
  nodes: readonly TreeNode<Data>[],
  open: ReadonlySet<string>,
): readonly TreeLine<Data>[] {
  const lines: TreeLine<Data>[] = []
  const walk = (level: readonly TreeNode<Data>[], depth: number, parent: string | undefined) => {
    level.forEach((node, position) => {
      lines.push({ node, depth, parent, position: position + 1, siblings: level.length })
      if (node.children && open.has(node.id)) walk(node.children, depth + 1, node.id)
    })
  }
  walk(nodes, 0, undefined)
  return lines
}
