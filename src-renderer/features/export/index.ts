import { FileOutput } from '@lucide/vue'
import { exporters } from '#modeling'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import ExportView from './ExportView.vue'
import { useExportView } from './export-state.ts'

function commands(): readonly Command[] {
  const model = useModelDocument()
  const session = useSession()
  const view = useExportView()
  const when = () => model.document !== undefined
  return [
    {
      id: 'export.open',
      group: 'Model',
      title: 'Export',
      keys: 'mod+shift+x',
      when,
      run: () => session.open('export'),
    },
    ...exporters.map(
      ({ id, title }): Command => ({
        id: `export.${id}`,
        group: 'Model',
        title: `Export as ${title}`,
        when,
        run: () => {
          view.choose(id)
          session.open('export')
        },
      }),
    ),
  ]
}

/** The model in other formats. */
export const exporting = defineFeature({
  id: 'export',
  title: 'Export',
  icon: FileOutput,
  tabs: {
    export: {
      component: ExportView,
      icon: FileOutput,
      title: () => 'Export',
      exists: () => useModelDocument().document !== undefined,
    },
  },
  commands,
})
