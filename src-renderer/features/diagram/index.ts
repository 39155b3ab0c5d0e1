import { Waypoints } from '@lucide/vue'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import DiagramView from './DiagramView.vue'

const TAB = 'diagram'

/** The model as a picture: what belongs together, what lies where, and what serves which pattern. */
export const diagram = defineFeature({
  id: 'diagram',
  title: 'Diagram',
  icon: Waypoints,
  tabs: {
    [TAB]: {
      component: DiagramView,
      icon: Waypoints,
      title: () => 'Diagram',
      inModelList: { order: 50 },
      exists: () => useModelDocument().document !== undefined,
    },
  },
  commands: () => [
    {
      id: 'diagram.show',
      group: 'Model',
      title: 'Show diagram',
      keys: 'mod+alt+g',
      when: () => useModelDocument().document !== undefined,
      run: () => useSession().open(TAB),
    },
  ],
})
