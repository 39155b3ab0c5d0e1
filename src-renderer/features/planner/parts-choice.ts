import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import {
  adoptionOfParts,
  allParts,
  applyDiff,
  type Candidate,
  closedSelection,
  type DesignOutcome,
  outcomeOf,
  type PartSelection,
  partsOfDesign,
  type RecordId,
  runCommand,
  tablesOf,
  withoutPart,
  withPart,
} from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'
import { useModelPlan } from '../../stores/model-plan.ts'
import { usePorts } from '../../stores/ports.ts'
import { confirmed } from '../../ui/index.ts'
import { adoptionOf } from './adoption.ts'
import { partsAction, partsText } from './parts-adoption-text.ts'
import { usePlanner } from './planner-store.ts'

/** What adopting exactly the chosen parts would do. */
export interface PartsPreview {
  /** Undefined: the edit would be refused, or nothing is chosen. */
  readonly outcome: DesignOutcome | undefined
  readonly lines: readonly string[]
  readonly isLoss: boolean
  /** Why it would be refused. */
  readonly refusal: string | undefined
}

const NOTHING: PartSelection = new Set()

/** Which parts of a candidate are to be adopted, and what that would come to. */
export const usePartsChoice = defineStore('planner-parts', () => {
  const model = useModelDocument()
  const plan = useModelPlan()
  const planner = usePlanner()
  const { onNextFrame } = usePorts()
  const candidateId = ref<string | undefined>()
  const selection = shallowRef<PartSelection>(NOTHING)
  const preview = shallowRef<PartsPreview | undefined>()

  const candidate = computed<Candidate | undefined>(() =>
    planner.planned?.candidates.find(({ id }) => id === candidateId.value),
  )
  const tables = computed(() =>
    model.document && candidate.value ? partsOfDesign(model.document, candidate.value.design) : [],
  )
  const all = computed(() => allParts(tables.value))
  const action = computed(() => partsAction(selection.value, all.value))
  const canAdopt = computed(
    () => selection.value.size > 0 && !planner.isStale && preview.value?.refusal === undefined,
  )

  /** Starts with all parts: what is not wanted is taken away. */
  function open(of: Candidate): void {
    candidateId.value = of.id
    selection.value = all.value
  }
  function close(): void {
    candidateId.value = undefined
  }
  function toggle(id: RecordId, isTaken: boolean): void {
    selection.value = (isTaken ? withPart : withoutPart)(tables.value, selection.value, id)
  }
  function takeAll(): void {
    selection.value = all.value
  }
  function takeNone(): void {
    selection.value = NOTHING
  }

  function previewOf(): PartsPreview | undefined {
    const { document } = model
    const { value: of } = candidate
    if (!document || !of || selection.value.size === 0) return undefined
    const result = runCommand(document, 'adopt-parts', { design: of.design, parts: [...selection.value] })
    const { lines, isLoss } = said(of)
    if ('problems' in result) {
      const [first] = result.problems
      return { outcome: undefined, lines: [], isLoss, refusal: first ? `${first.message}. ${first.fix}` : '' }
    }
    const outcome = outcomeOf(document, applyDiff(document, result.diff), plan.prices)
    return { outcome, lines, isLoss, refusal: undefined }
  }

  function said({ design }: Candidate): { readonly lines: readonly string[]; readonly isLoss: boolean } {
    const { document } = model
    if (!document) return { lines: [], isLoss: false }
    if (selection.value.size === all.value.size) {
      return { lines: [adoptionOf(document, design).text], isLoss: tablesOf(document).length > 0 }
    }
    return partsText(document, design, selection.value, adoptionOfParts(document, design, selection.value))
  }

  /** Adopts the chosen parts in one step of undo; asks first when that takes something away or replaces it. */
  async function adopt(): Promise<void> {
    const { value: of } = candidate
    if (!of || !canAdopt.value) return
    const parts = [...closedSelection(tables.value, selection.value)]
    const { lines, isLoss } = said(of)
    const title = parts.length === all.value.size ? of.title : `Parts of ${of.title}`
    const question = {
      title: `Adopt ${title.replace(/^P/, 'p')}?`,
      text: `${lines.join(' ')}${parts.length === all.value.size ? '' : ' One step of undo brings everything back.'}`,
      action: action.value,
      danger: true,
    }
    if (isLoss && !(await confirmed(question))) return
    if (planner.told(model.apply('adopt-parts', { design: of.design, parts }), `Adopted: ${title}`)) close()
  }

  // The mark in a box is there at once; what follows from it, with the next frame: in a big model it takes a while.
  let isWaiting = false
  watch([selection, candidate, () => model.document], () => {
    if (isWaiting) return
    isWaiting = true
    onNextFrame(() => {
      isWaiting = false
      preview.value = previewOf()
    })
  })
  watch(candidate, now => {
    if (!now) candidateId.value = undefined
  })

  return {
    candidate,
    tables,
    all,
    selection,
    preview,
    action,
    canAdopt,
    open,
    close,
    toggle,
    takeAll,
    takeNone,
    adopt,
  }
})
