import { computed } from 'vue'
import type { Activity, Feature, PanelType, TabType } from '../stores/feature.ts'
import { useFeatures } from '../stores/features.ts'
import { useModelDocument } from '../stores/model-document.ts'
import { type Tab, useSession } from '../stores/session.ts'

/** A feature that stands in the activity bar. */
export interface ShownActivity {
  readonly feature: Feature
  readonly activity: Activity
  /** Cannot be chosen now: it needs an open model. */
  readonly disabled: boolean
}

/** A tab as the strip shows it. */
export interface ShownTab {
  readonly tab: Tab
  readonly type: TabType
  readonly title: string
  readonly tip: string | undefined
}

/** The id of a tab's element, by which the main area names itself. Ids of tabs hold names; spaces would part them. */
export function tabElementId(id: string): string {
  return `tab-${encodeURIComponent(id)}`
}

/** What the shell shows, out of what the features offer and the session says. */
export function useShellView(builtInPanels: readonly PanelType[]) {
  const features = useFeatures()
  const session = useSession()
  const model = useModelDocument()

  const tabTypes = new Map(features.flatMap(feature => Object.entries(feature.tabs ?? {})))
  const panels = [...builtInPanels, ...features.flatMap(feature => feature.panels ?? [])].sort(
    (a, b) => a.order - b.order,
  )

  const activities = computed<readonly ShownActivity[]>(() =>
    features
      .flatMap(feature => (feature.activity ? [{ feature, activity: feature.activity }] : []))
      .map(shown => ({ ...shown, disabled: (shown.activity.needsModel ?? false) && !model.document }))
      .sort((a, b) => a.activity.order - b.activity.order),
  )
  /** The chosen entry; when it cannot be used now, the first that can. */
  const activity = computed(
    () =>
      activities.value.find(shown => shown.feature.id === session.layout.activity && !shown.disabled) ??
      activities.value.find(shown => !shown.disabled),
  )
  const tabs = computed<readonly ShownTab[]>(() =>
    session.tabs.flatMap(tab => {
      const type = tabTypes.get(tab.type)
      return type ? [{ tab, type, title: type.title(tab.params), tip: type.tip?.(tab.params) }] : []
    }),
  )
  /** Tabs whose thing is gone. */
  const orphans = computed(() =>
    session.tabs.filter(tab => {
      const type = tabTypes.get(tab.type)
      return !type || !(type.exists?.(tab.params) ?? true)
    }),
  )
  const panel = computed(() => panels.find(type => type.id === session.layout.panel) ?? panels[0])

  return { features, activities, activity, tabs, orphans, panels, panel }
}
