import { Shapes } from '@lucide/vue'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import EntitiesView from './EntitiesView.vue'
import { useEntitiesState } from './entities-state.ts'
import { useEntityEdits } from './entity-edits.ts'

function commands(): readonly Command[] {
  const model = useModelDocument()
  const session = useSession()
  const state = useEntitiesState()
  const edits = useEntityEdits()
  const hasModel = () => model.document !== undefined
  const isFront = () => hasModel() && session.active?.type === 'entities' && state.entity !== undefined
  return [
    {
      id: 'entities.show',
      group: 'Model',
      title: 'Show entities',
      keys: 'mod+alt+s',
      when: hasModel,
      run: () => state.open(),
    },
    {
      id: 'entities.add',
      group: 'Model',
      title: 'Add entity',
      keys: 'mod+alt+e',
      when: hasModel,
      run: () => edits.addEntity(),
    },
    {
      id: 'entities.add-attribute',
      group: 'Entity',
      title: 'Add attribute',
      keys: 'mod+enter',
      when: isFront,
      run: () => {
        state.addAttributeTo = {}
      },
    },
    {
      id: 'entities.remove',
      group: 'Entity',
      title: 'Remove entity',
      when: isFront,
      run: () => state.entity && edits.removeEntity(state.entity),
    },
    {
      id: 'entities.generate',
      group: 'Model',
      title: 'Generate sample data',
      keys: 'mod+alt+f',
      when: () => hasModel() && state.entities.length > 0,
      run: () => {
        state.open()
        state.isGenerating = true
      },
    },
  ]
}

/** What the application stores, before any table: entities, their attributes and relations, and sample data of them. */
export const entities = defineFeature({
  id: 'entities',
  title: 'Entities',
  icon: Shapes,
  tabs: {
    entities: {
      component: EntitiesView,
      icon: Shapes,
      title: () => 'Entities',
      inModelList: { order: 20, count: () => useEntitiesState().entities.length },
      exists: () => useModelDocument().document !== undefined,
    },
  },
  commands,
  reveal: target => useEntitiesState().show(target),
})
