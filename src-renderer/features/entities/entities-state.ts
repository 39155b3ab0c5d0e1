import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { entitiesOf, type RecordId, recordOf } from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'

/** What the Entities tab shows. Never in the model file; forgotten with the window. */
export const useEntitiesState = defineStore('entities-state', () => {
  const model = useModelDocument()
  const session = useSession()
  const chosen = shallowRef<RecordId | undefined>()
  /** A place that somebody asked for; a new object each time. */
  const focused = shallowRef<{ readonly recordId: RecordId; readonly attribute?: string | undefined } | undefined>()
  /** The name of this entity is to be typed. */
  const naming = shallowRef<RecordId | undefined>()
  /** A command asks for a new attribute; a new object each time. */
  const addAttributeTo = shallowRef<object | undefined>()
  /** The panel that makes sample data. */
  const isGenerating = shallowRef(false)
  const listWidth = shallowRef(184)

  // Ids of one model mean nothing in the next.
  watch(
    () => model.path,
    () => {
      chosen.value = undefined
      focused.value = undefined
      naming.value = undefined
    },
  )

  const entities = computed(() => (model.document ? entitiesOf(model.document) : []))
  /** The chosen entity, or the first while none is. */
  const entity = computed(() => entities.value.find(({ id }) => id === chosen.value) ?? entities.value[0])

  function open(entityId?: RecordId): void {
    if (entityId !== undefined) chosen.value = entityId
    session.arrange({ activity: 'model' })
    session.open('entities')
  }

  /** Opens an entity, or one side of a relation; false for records of other kinds. */
  function show(place: { readonly recordId: RecordId; readonly attribute?: string | undefined }): boolean {
    const record = model.document && recordOf(model.document, place.recordId)
    if (record?.kind === 'entity') open(record.id)
    else if (record?.kind === 'relation') open(record.childId)
    else return false
    focused.value = { ...place }
    return true
  }

  return { chosen, focused, naming, addAttributeTo, isGenerating, listWidth, entities, entity, open, show }
})
