import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import {
  type Candidate,
  entitiesOf,
  type ModelDocument,
  type ModelRecord,
  modelInfoOf,
  type PatternOption,
  patternsOf,
  type RecordId,
  relationsOf,
} from '#modeling'
import { useCommands } from '../../stores/commands.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useModelPlan } from '../../stores/model-plan.ts'
import { confirmed, toast } from '../../ui/index.ts'
import { adoptionOf } from './adoption.ts'
import { askPlanner, type Planning } from './ask-planner.ts'
import { designColumn, isInModel, presentDesign } from './design-column.ts'
import { plannedPart } from './plan-question.ts'

/** Designs, and what of the model they were made from. */
interface Planned {
  readonly candidates: readonly Candidate[]
  readonly from: readonly ModelRecord[]
}

/** Designs the planner proposes for the open model, and ways to serve one more pattern on the design it has. */
export const usePlanner = defineStore('planner', () => {
  const model = useModelDocument()
  const design = useModelPlan()
  const commands = useCommands()
  const mode = ref<'designs' | 'pattern'>('designs')
  const planned = shallowRef<Planned | undefined>()
  const planning = shallowRef<Planning | undefined>()
  const fault = shallowRef<string | undefined>()
  const patternId = ref<RecordId | undefined>()
  const options = shallowRef<readonly PatternOption[] | undefined>()
  /** The question for options under way. */
  const asking = shallowRef<Planning | undefined>()

  /** Entities or patterns have changed since: the candidates answer an older question. */
  const isStale = computed(() => {
    if (!planned.value || !model.document) return false
    const now = meaningOf(model.document)
    const { from } = planned.value
    return now.length !== from.length || now.some((record, at) => record !== from[at])
  })
  const columns = computed(() => {
    const { document } = model
    if (!document || !planned.value) return []
    const present = design.cost && presentDesign(document, design.plan, design.cost)
    return [
      ...(present ? [designColumn(document, present, true)] : []),
      ...planned.value.candidates.map(candidate => designColumn(document, candidate)),
    ]
  })
  /** The candidates that are the model's design already. */
  const adopted = computed(() => {
    const { document } = model
    const candidates = document ? (planned.value?.candidates ?? []) : []
    return new Set(
      candidates.filter(candidate => document && isInModel(document, candidate.design)).map(({ id }) => id),
    )
  })

  async function plan(): Promise<void> {
    const { document } = model
    if (!document || planning.value) return
    const from = meaningOf(document)
    fault.value = undefined
    const run = askPlanner({ kind: 'designs', document: plannedPart(document), prices: design.prices })
    planning.value = run
    try {
      const answer = await run.answer
      if (planning.value === run && answer.kind === 'designs') planned.value = { candidates: answer.candidates, from }
    } catch (error) {
      if (planning.value === run) fault.value = String(error)
    } finally {
      if (planning.value === run) planning.value = undefined
    }
  }

  function stop(): void {
    planning.value?.stop()
    planning.value = undefined
  }

  /** Makes a candidate the design of the model, in one step of undo; asks first when that takes something away. */
  async function adopt({ title, design: proposed }: Candidate): Promise<void> {
    if (!model.document) return
    const { replaces, text, action } = adoptionOf(model.document, proposed)
    if (replaces.length > 0 && !(await confirmed({ title: `Adopt ${title}?`, text, action, danger: true }))) return
    told(model.apply('adopt-design', { design: proposed, replaces }), `Adopted: ${title}`)
  }

  function adoptOption({ title, design: proposed }: PatternOption): void {
    told(model.apply('adopt-design', { design: proposed }), title)
  }

  /** Says what became of an adoption; false when it was refused. */
  function told(result: ReturnType<typeof model.apply>, title: string): boolean {
    if ('problems' in result) {
      const [first] = result.problems
      toast({ tone: 'red', title: 'Nothing was changed', text: first ? `${first.message}. ${first.fix}` : undefined })
      return false
    }
    toast({
      tone: 'green',
      title,
      text: 'Sample items have to be made for the new keys.',
      action: { label: 'Generate sample data', run: () => commands.run('entities.generate') },
      duration: 12_000,
    })
    return true
  }

  /** Asks again whenever the pattern or the model changes; an older question is dropped. */
  async function askOptions(): Promise<void> {
    stopAsking()
    fault.value = undefined
    const { document } = model
    if (mode.value !== 'pattern' || !document || patternId.value === undefined) return
    const run = askPlanner({
      kind: 'pattern',
      document: plannedPart(document),
      patternId: patternId.value,
      prices: design.prices,
    })
    asking.value = run
    try {
      const answer = await run.answer
      if (asking.value === run && answer.kind === 'pattern') options.value = answer.options
    } catch (error) {
      if (asking.value === run) fault.value = String(error)
    } finally {
      if (asking.value === run) asking.value = undefined
    }
  }

  function stopAsking(): void {
    asking.value?.stop()
    asking.value = undefined
  }

  /** The read that most needs a way: the first that is not served, then the first that is not exact, then the first. */
  function choosePattern(): void {
    const { document } = model
    if (!document) return
    const all = patternsOf(document)
    if (all.some(({ id }) => id === patternId.value)) return
    const verdict = (id: RecordId) => design.plan.get(id)?.verdict
    const reads = all.filter(({ operation }) => operation.type === 'get' || operation.type === 'query')
    const found =
      reads.find(({ id }) => verdict(id) === 'not-served') ??
      reads.find(({ id }) => verdict(id) !== 'exact') ??
      reads[0] ??
      all[0]
    patternId.value = found?.id
  }

  watch(patternId, () => {
    options.value = undefined
  })
  watch([mode, patternId, () => model.document], () => {
    if (mode.value === 'pattern') choosePattern()
    void askOptions()
  })
  watch(
    () => model.path,
    () => {
      stop()
      planned.value = undefined
      options.value = undefined
      patternId.value = undefined
      fault.value = undefined
      mode.value = 'designs'
    },
  )

  return {
    mode,
    planned,
    planning,
    fault,
    isStale,
    columns,
    adopted,
    patternId,
    options,
    asking,
    askOptions,
    stopAsking,
    plan,
    stop,
    adopt,
    adoptOption,
    told,
  }
})

/** What designs are made from: the Region, entities, relations and patterns, whatever the design is now. */
function meaningOf(document: ModelDocument): readonly ModelRecord[] {
  return [modelInfoOf(document), ...entitiesOf(document), ...relationsOf(document), ...patternsOf(document)]
}
