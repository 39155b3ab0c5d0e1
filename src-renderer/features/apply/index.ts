import { Play } from '@lucide/vue'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import ApplyDialog from './ApplyDialog.vue'
import { useApply } from './apply-state.ts'

function commands(): readonly Command[] {
  const model = useModelDocument()
  const apply = useApply()
  return [
    {
      id: 'apply.open',
      group: 'Model',
      title: 'Apply to local engine',
      keys: 'mod+shift+a',
      when: () => model.document !== undefined,
      run: () => apply.open(),
    },
    {
      id: 'apply.stop',
      group: 'Model',
      title: 'Stop applying',
      when: () => apply.phase === 'running',
      run: () => apply.stop(),
    },
  ]
}

/** The model brought into the local engine: tables, indexes, sample items. */
export const apply = defineFeature({ id: 'apply', title: 'Apply', icon: Play, commands, layer: ApplyDialog })
