import { Activity } from '@lucide/vue'
import { defineFeature } from '../../stores/feature.ts'
import { useRequests } from '../../stores/requests.ts'
import { useSession } from '../../stores/session.ts'
import RequestsPanel from './RequestsPanel.vue'
import { useRequestsView } from './requests-view-state.ts'

/** The live list of the requests that the endpoint serves, in the bottom panel. */
export const requests = defineFeature({
  id: 'requests',
  title: 'Requests',
  icon: Activity,
  panels: [{ id: 'requests', title: 'Requests', icon: Activity, component: RequestsPanel, order: 10 }],
  // Rates are collected from the start, so that the panel has a history when it is opened.
  start: () => void useRequestsView(),
  commands: () => {
    const list = useRequests()
    const view = useRequestsView()
    const session = useSession()
    return [
      {
        id: 'requests.pause',
        group: 'Requests',
        title: 'Pause or go on',
        run: () => list.setPaused(!list.paused),
      },
      {
        id: 'requests.clear',
        group: 'Requests',
        title: 'Clear the list',
        run: () => list.clear(),
      },
      {
        id: 'requests.errors',
        group: 'Requests',
        title: 'Show errors only',
        run: () => {
          view.filter = { ...view.filter, errorsOnly: true }
          session.showPanel('requests')
        },
      },
    ]
  },
})
