import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { emptyModel, entitiesOf } from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'
import { useModelPlan } from '../../stores/model-plan.ts'
import { type DiagramGraph, type DiagramLayers, diagramGraph } from './diagram-graph.ts'
import { layoutDiagram, type Moves, movedDiagram, type PlacedDiagram, type Point } from './diagram-layout.ts'
import type { Viewport } from './viewport.ts'
import { wrapped } from './wrapped-diagram.ts'

/** Of more entities the attributes are shown when they are asked for: names come first. */
const MANY_ENTITIES = 40
const NOTHING = emptyModel('')

/** The diagram of the open model as this window shows it. Nothing of it is in the file. */
export const useDiagram = defineStore('diagram', () => {
  const model = useModelDocument()
  const design = useModelPlan()
  const layers = ref<DiagramLayers>({ entities: true, attributes: true, indexes: true, patterns: true })
  const view = shallowRef<Viewport | undefined>()
  const moves = shallowRef<Moves>({})
  let last: { readonly look: string; readonly placed: PlacedDiagram } | undefined

  const graph = computed(() => diagramGraph(model.document ?? NOTHING, design.plan, layers.value))
  const diagram = computed(() => movedDiagram(layoutOf(graph.value), moves.value))

  /** Laid out anew only when boxes, their texts or lines have changed: an edit elsewhere leaves the picture as it is. */
  function layoutOf(of: DiagramGraph): PlacedDiagram {
    const look = JSON.stringify(of)
    if (last?.look !== look) last = { look, placed: wrapped(layoutDiagram(of)) }
    return last.placed
  }

  function move(id: string, { x, y }: Point): void {
    const before = moves.value[id] ?? { x: 0, y: 0 }
    moves.value = { ...moves.value, [id]: { x: before.x + x, y: before.y + y } }
  }

  /** Everything back in its place, the whole in sight. */
  function arrange(): void {
    moves.value = {}
    view.value = undefined
  }

  function toggle(layer: keyof DiagramLayers): void {
    layers.value = { ...layers.value, [layer]: !layers.value[layer] }
    arrange()
  }

  watch(
    () => model.path,
    () => {
      arrange()
      const entities = model.document ? entitiesOf(model.document).length : 0
      layers.value = { ...layers.value, attributes: entities <= MANY_ENTITIES }
    },
    { immediate: true },
  )

  return { layers, view, moves, graph, diagram, move, arrange, toggle }
})
