import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'

/** Something a person can do, reachable by the palette and, if it has keys, by them. */
export interface Command {
  /** `model.add-table`: stable, for keys that a person gives it. */
  readonly id: string
  /** A verb and a thing: `Add table`. */
  readonly title: string
  /** Shown before the title in the palette: `Model`. */
  readonly group?: string
  /** `mod+shift+k`. */
  readonly keys?: string
  /** Absent: always. False: not shown, its keys do nothing. */
  readonly when?: () => boolean
  /** Not in the palette. */
  readonly hidden?: boolean
  readonly run: () => unknown
}

/** Every command there is now. Those of a component come and go with it. */
export const useCommands = defineStore('commands', () => {
  const all = shallowRef<ReadonlyMap<string, Command>>(new Map())
  /** Keys that a person gave to commands, by id; '' takes the keys away. */
  const ownKeys = shallowRef<Readonly<Record<string, string>>>({})

  const usable = computed(() => [...all.value.values()].filter(command => command.when?.() ?? true))

  /** Adds commands and returns how to take them away. A later one of the same id stands in for the earlier. */
  function register(commands: readonly Command[]): () => void {
    const next = new Map(all.value)
    const before = commands.map(command => [command, next.get(command.id)] as const)
    for (const command of commands) next.set(command.id, command)
    all.value = next
    return () => {
      const left = new Map(all.value)
      for (const [command, earlier] of before) {
        if (left.get(command.id) !== command) continue
        if (earlier) left.set(command.id, earlier)
        else left.delete(command.id)
      }
      all.value = left
    }
  }

  function keysOf(command: Command): string | undefined {
    const own = Object.hasOwn(ownKeys.value, command.id) ? ownKeys.value[command.id] : undefined
    return own === undefined ? command.keys : own || undefined
  }

  /** The keys of a command by its id, for buttons and menus. */
  function keys(id: string): string | undefined {
    const command = all.value.get(id)
    return command ? keysOf(command) : undefined
  }

  function isUsable(id: string): boolean {
    const command = all.value.get(id)
    return command !== undefined && (command.when?.() ?? true)
  }

  /** Runs a command if it can be run now; false when not. */
  function run(id: string): boolean {
    const command = all.value.get(id)
    if (!command || !isUsable(id)) return false
    command.run()
    return true
  }

  /** The usable command for a chord. */
  function forKeys(chord: string): Command | undefined {
    return usable.value.findLast(command => keysOf(command) === chord)
  }

  return { all, usable, ownKeys, register, keys, keysOf, isUsable, run, forKeys }
})

/** Commands that live as long as the component that calls this. */
export function useOwnCommands(commands: readonly Command[]): void {
  onScopeDispose(useCommands().register(commands))
}
