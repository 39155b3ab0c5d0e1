import { ListChecks } from '@lucide/vue'
import { patternsOf, recordOfKind } from '#modeling'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import { toast } from '../../ui/index.ts'
import AccessPatternsView from './AccessPatternsView.vue'
import { usePatterns } from './patterns-store.ts'
import { useProof } from './proof/proof-store.ts'

/** Other features open the view with `session.open('access-patterns')`. */
const TAB = 'access-patterns'

function commands(): readonly Command[] {
  const model = useModelDocument()
  const session = useSession()
  const patterns = usePatterns()
  const proof = useProof()
  const hasModel = () => model.document !== undefined
  const hasPatterns = () => model.document !== undefined && patternsOf(model.document).length > 0
  const isFront = () => hasModel() && session.active?.type === TAB
  const onRow = { group: 'Access patterns', when: () => isFront() && patterns.pattern !== undefined }
  /** Shows the grid with the hands on it: where the cursor was, or on the first pattern. */
  function show(): void {
    session.open(TAB)
    const id = patterns.current ?? (model.document && patternsOf(model.document)[0]?.id)
    if (id !== undefined) patterns.goTo = { id, edit: false }
  }
  /** The selected patterns, or the one under the cursor. */
  const meant = (): readonly string[] => {
    const selected = [...patterns.selection].filter(id => id !== '')
    return selected.length > 0 || patterns.current === undefined ? selected : [patterns.current]
  }
  return [
    {
      id: 'patterns.open',
      group: 'Model',
      title: 'Show access patterns',
      keys: 'mod+alt+p',
      when: hasModel,
      run: show,
    },
    {
      id: 'patterns.add',
      group: 'Access patterns',
      title: 'Add access pattern',
      keys: 'mod+enter',
      when: isFront,
      run: () => patterns.add(),
    },
    { id: 'patterns.remove', title: 'Remove access patterns', ...onRow, run: () => patterns.remove(meant()) },
    { id: 'patterns.move-up', title: 'Move up', keys: 'alt+arrowup', ...onRow, run: () => patterns.move(-1) },
    { id: 'patterns.move-down', title: 'Move down', keys: 'alt+arrowdown', ...onRow, run: () => patterns.move(1) },
    {
      id: 'patterns.toggle-detail',
      group: 'Access patterns',
      title: 'Show or fold the explanation',
      keys: 'mod+shift+e',
      when: isFront,
      run: () => {
        patterns.detailOpen = !patterns.detailOpen
      },
    },
    {
      id: 'patterns.create-entities',
      group: 'Access patterns',
      title: 'Create the entities that patterns name',
      when: () => isFront() && patterns.unknown.length > 0,
      run: () => patterns.createEntities(patterns.unknown),
    },
    {
      id: 'patterns.prove',
      title: 'Prove this access pattern',
      keys: 'mod+alt+enter',
      ...onRow,
      run: () => proof.start(meant()),
    },
    {
      id: 'patterns.prove-all',
      group: 'Access patterns',
      title: 'Prove all access patterns',
      keys: 'mod+shift+enter',
      when: isFront,
      run: () => {
        if (hasPatterns()) return proof.start()
        toast({ title: 'Nothing to prove', text: 'The model has no access patterns yet.' })
      },
    },
    {
      id: 'patterns.stop-proof',
      group: 'Access patterns',
      title: 'Stop proving',
      when: () => proof.progress !== undefined,
      run: () => proof.stop(),
    },
  ]
}

/** What the application asks of its data: typed in like a spreadsheet, explained, costed, and proved on an engine. */
export const accessPatterns = defineFeature({
  id: 'access-patterns',
  title: 'Access patterns',
  icon: ListChecks,
  tabs: {
    [TAB]: {
      component: AccessPatternsView,
      icon: ListChecks,
      title: () => 'Access patterns',
      inModelList: {
        order: 15,
        count: () => {
          const { document } = useModelDocument()
          return document && patternsOf(document).length
        },
      },
      exists: () => useModelDocument().document !== undefined,
    },
  },
  commands,
  reveal: ({ recordId }) => {
    const { document } = useModelDocument()
    if (!document || !recordOfKind(document, 'pattern', recordId)) return false
    useSession().open(TAB)
    const patterns = usePatterns()
    patterns.filter = ''
    patterns.verdicts = new Set()
    patterns.goTo = { id: recordId, edit: false }
    return true
  },
})
