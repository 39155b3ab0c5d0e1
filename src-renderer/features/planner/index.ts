import { Sparkles } from '@lucide/vue'
import { entitiesOf, patternsOf } from '#modeling'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import PlannerView from './PlannerView.vue'
import { usePartsChoice } from './parts-choice.ts'
import { usePlanner } from './planner-store.ts'

const TAB = 'planner'

function commands(): readonly Command[] {
  const model = useModelDocument()
  const session = useSession()
  const planner = usePlanner()
  const hasModel = () => model.document !== undefined
  const canPlan = () => model.document !== undefined && entitiesOf(model.document).length > 0
  return [
    {
      id: 'planner.show',
      group: 'Model',
      title: 'Show planner',
      keys: 'mod+alt+r',
      when: hasModel,
      run: () => session.open(TAB),
    },
    {
      id: 'planner.plan',
      group: 'Model',
      title: 'Plan designs',
      when: canPlan,
      run: () => {
        session.open(TAB)
        planner.mode = 'designs'
        void planner.plan()
      },
    },
    {
      id: 'planner.choose-parts',
      group: 'Model',
      title: 'Choose parts of the best design',
      when: () => planner.planned !== undefined && !planner.isStale,
      run: () => {
        session.open(TAB)
        planner.mode = 'designs'
        const [best] = planner.planned?.candidates ?? []
        if (best) usePartsChoice().open(best)
      },
    },
    {
      id: 'planner.plan-pattern',
      group: 'Model',
      title: 'Plan one more access pattern',
      when: () => canPlan() && model.document !== undefined && patternsOf(model.document).length > 0,
      run: () => {
        session.open(TAB)
        planner.mode = 'pattern'
      },
    },
    {
      id: 'planner.stop',
      group: 'Model',
      title: 'Stop planning',
      when: () => planner.planning !== undefined,
      run: () => planner.stop(),
    },
  ]
}

/** From entities and access patterns to complete designs side by side, with reasons, cost and heat. */
export const planner = defineFeature({
  id: 'planner',
  title: 'Planner',
  icon: Sparkles,
  tabs: {
    [TAB]: {
      component: PlannerView,
      icon: Sparkles,
      title: () => 'Planner',
      inModelList: { order: 40 },
      exists: () => useModelDocument().document !== undefined,
    },
  },
  commands,
})
