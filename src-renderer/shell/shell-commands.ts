import type { Ref } from 'vue'
import type { Command } from '../stores/commands.ts'
import type { PanelType } from '../stores/feature.ts'
import { useModelDocument } from '../stores/model-document.ts'
import { useSession } from '../stores/session.ts'
import { useSettings } from '../stores/settings.ts'
import type { ShownActivity } from './use-shell-view.ts'

/** The commands of the window itself: palette, panels, tabs, theme, undo and redo. */
export function shellCommands(options: {
  readonly paletteOpen: Ref<boolean>
  readonly panels: readonly PanelType[]
  readonly activities: () => readonly ShownActivity[]
}): readonly Command[] {
  const session = useSession()
  const settings = useSettings()
  const model = useModelDocument()
  const hasTabs = () => session.tabs.length > 0
  return [
    {
      id: 'window.palette',
      title: 'Command palette',
      keys: 'mod+k',
      hidden: true,
      run: () => {
        options.paletteOpen.value = !options.paletteOpen.value
      },
    },
    {
      id: 'edit.undo',
      group: 'Edit',
      title: 'Undo',
      keys: 'mod+z',
      when: () => model.undoTitle !== undefined,
      run: () => model.undo(),
    },
    {
      id: 'edit.redo',
      group: 'Edit',
      title: 'Redo',
      keys: 'mod+shift+z',
      when: () => model.redoTitle !== undefined,
      run: () => model.redo(),
    },
    {
      id: 'edit.redo-as-on-windows',
      title: 'Redo',
      keys: 'mod+y',
      hidden: true,
      when: () => model.redoTitle !== undefined,
      run: () => model.redo(),
    },
    {
      id: 'window.toggle-side',
      group: 'View',
      title: 'Show or fold the side list',
      keys: 'mod+b',
      run: () => session.arrange({ sideOpen: !session.layout.sideOpen }),
    },
    {
      id: 'window.toggle-bottom',
      group: 'View',
      title: 'Show or fold the panel',
      keys: 'mod+j',
      run: () => session.arrange({ bottomOpen: !session.layout.bottomOpen }),
    },
    ...options.panels.map(
      (panel, at): Command => ({
        id: `window.panel.${panel.id}`,
        group: 'View',
        title: panel.title,
        keys: `mod+shift+${at + 1}`,
        run: () => session.togglePanel(panel.id),
      }),
    ),
    ...options.activities().map(
      ({ feature, activity }, at): Command => ({
        id: `window.activity.${feature.id}`,
        group: 'Go to',
        title: feature.title,
        keys: `mod+${at + 1}`,
        when: () => !activity.needsModel || model.document !== undefined,
        run: () => session.arrange({ activity: feature.id, sideOpen: true }),
      }),
    ),
    {
      id: 'window.next-tab',
      group: 'View',
      title: 'Next tab',
      keys: 'alt+pagedown',
      when: hasTabs,
      run: () => session.step(1),
    },
    {
      id: 'window.previous-tab',
      group: 'View',
      title: 'Previous tab',
      keys: 'alt+pageup',
      when: hasTabs,
      run: () => session.step(-1),
    },
    {
      id: 'window.close-tab',
      group: 'View',
      title: 'Close tab',
      keys: 'alt+w',
      when: hasTabs,
      run: () => session.activeId !== undefined && session.close(session.activeId),
    },
    {
      id: 'window.close-all-tabs',
      group: 'View',
      title: 'Close all tabs',
      when: hasTabs,
      run: () => session.closeWhere(() => true),
    },
    ...(['system', 'light', 'dark'] as const).map(
      (theme): Command => ({
        id: `window.theme.${theme}`,
        group: 'Theme',
        title: { system: 'Same as system', light: 'Light', dark: 'Dark' }[theme],
        run: () => settings.change({ theme }),
      }),
    ),
    ...(['compact', 'normal', 'relaxed'] as const).map(
      (rowHeight): Command => ({
        id: `window.rows.${rowHeight}`,
        group: 'Rows',
        title: { compact: 'Compact', normal: 'Normal', relaxed: 'Relaxed' }[rowHeight],
        run: () => settings.change({ rowHeight }),
      }),
    ),
  ]
}
