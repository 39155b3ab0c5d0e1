import { ListChecks } from '@lucide/vue'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import ProblemsPanel from './ProblemsPanel.vue'

/** What is wrong with the model, at the bottom of the window. */
export const problems = defineFeature({
  id: 'problems',
  title: 'Problems',
  icon: ListChecks,
  panels: [
    {
      id: 'problems',
      title: 'Problems',
      icon: ListChecks,
      component: ProblemsPanel,
      order: 0,
      count: () => {
        const model = useModelDocument()
        return model.document ? model.problems.length : undefined
      },
    },
  ],
})
