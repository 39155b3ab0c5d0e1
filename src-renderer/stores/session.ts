import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { TabParams } from './feature.ts'
import { type Layout, layoutFrom, START_LAYOUT } from './layout.ts'
import { usePorts } from './ports.ts'
import { useSettings } from './settings.ts'

/** A tab of the main area. */
export interface Tab {
  /** Type and parameters in one: the same thing is opened once. */
  readonly id: string
  readonly type: string
  readonly params: TabParams
}

/** Name under which the layout is kept in the settings. */
const LAYOUT = 'layout'
/** Name under which the window remembers its tabs over a reload. */
const TABS = 'tabs'

function tabId(type: string, params: TabParams): string {
  return [
    type,
    ...Object.keys(params)
      .sort()
      .map(name => `${name}=${params[name]}`),
  ].join('|')
}

/** Tabs out of the window's memory; whatever is there was written by this window, or is left alone. */
function rememberedTabs(
  text: string | undefined,
): { readonly tabs: readonly Tab[]; readonly active: string } | undefined {
  if (text === undefined) return undefined
  try {
    const kept = JSON.parse(text) as { tabs: readonly Tab[]; active: string }
    return Array.isArray(kept.tabs) ? kept : undefined
  } catch {
    return undefined
  }
}

/** What the window shows: tabs, panels, sizes. Kept in the settings, never in a model file. */
export const useSession = defineStore('session', () => {
  const settings = useSettings()
  const { memory } = usePorts()
  const layout = shallowRef<Layout>(START_LAYOUT)
  const tabs = shallowRef<readonly Tab[]>([])
  const activeId = shallowRef<string | undefined>()
  /** Most recently used last: closing a tab goes back to the one before. */
  let recent: readonly string[] = []

  const active = computed(() => tabs.value.find(tab => tab.id === activeId.value))

  function restore(): void {
    layout.value = layoutFrom(settings.settings.window[LAYOUT])
  }

  /** Opens the tabs that the window had before it was loaded anew. */
  function restoreTabs(): void {
    const kept = rememberedTabs(memory.read(TABS))
    if (!kept) return
    tabs.value = kept.tabs
    recent = []
    if (kept.tabs.some(tab => tab.id === kept.active)) show(kept.active)
  }
  watch([tabs, activeId], () =>
    memory.write(TABS, JSON.stringify({ tabs: tabs.value, active: activeId.value ?? '' })),
  )

  function arrange(change: Partial<Layout>): void {
    layout.value = { ...layout.value, ...change }
    settings.keep(LAYOUT, layout.value)
  }

  /** Opens a tab, or shows the one that is open for the same thing. */
  function open(type: string, params: TabParams = {}): void {
    const id = tabId(type, params)
    if (!tabs.value.some(tab => tab.id === id)) {
      const at = tabs.value.findIndex(tab => tab.id === activeId.value)
      const tab = { id, type, params }
      tabs.value = at < 0 ? [...tabs.value, tab] : tabs.value.toSpliced(at + 1, 0, tab)
    }
    show(id)
  }

  function show(id: string): void {
    activeId.value = id
    recent = [...recent.filter(other => other !== id), id]
  }

  function close(id: string): void {
    const at = tabs.value.findIndex(tab => tab.id === id)
    if (at < 0) return
    const left = tabs.value.toSpliced(at, 1)
    tabs.value = left
    recent = recent.filter(other => other !== id)
    if (activeId.value !== id) return
    const next = recent.at(-1) ?? left[Math.min(at, left.length - 1)]?.id
    activeId.value = undefined
    if (next !== undefined) show(next)
  }

  function closeWhere(which: (tab: Tab) => boolean): void {
    for (const tab of tabs.value.filter(which)) close(tab.id)
  }

  /** The tab to the right (or left), around the ends. */
  function step(by: 1 | -1): void {
    const at = tabs.value.findIndex(tab => tab.id === activeId.value)
    const next = tabs.value[(at + by + tabs.value.length) % tabs.value.length]
    if (next) show(next.id)
  }

  /** Puts a tab before another one; undefined: at the end. */
  function move(id: string, before: string | undefined): void {
    const tab = tabs.value.find(other => other.id === id)
    if (!tab || id === before) return
    const others = tabs.value.filter(other => other.id !== id)
    const at = before === undefined ? others.length : others.findIndex(other => other.id === before)
    tabs.value = others.toSpliced(at < 0 ? others.length : at, 0, tab)
  }

  /** Shows an entry of the activity bar; the one that is shown already folds the side list. */
  function chooseActivity(id: string): void {
    const same = layout.value.activity === id
    arrange({ activity: id, sideOpen: same ? !layout.value.sideOpen : true })
  }

  /** Shows a panel at the bottom; the one that is shown already folds. */
  function togglePanel(id: string): void {
    const same = layout.value.panel === id && layout.value.bottomOpen
    arrange({ panel: id, bottomOpen: !same })
  }

  function showPanel(id: string): void {
    arrange({ panel: id, bottomOpen: true })
  }

  return {
    layout,
    tabs,
    activeId,
    active,
    restore,
    restoreTabs,
    arrange,
    open,
    show,
    close,
    closeWhere,
    step,
    move,
    chooseActivity,
    togglePanel,
    showPanel,
  }
})
