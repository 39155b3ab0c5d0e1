import type { EntityAttribute, EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { relationsOf } from '../document/queries.ts'

const VERSION_NAME = /version|revision|^rev$/i

/** Whether an attribute numbers the versions of a thing: by its name or its generator (rule K5). */
export function isVersion({ attributes }: EntityRecord, name: string): boolean {
  const attribute = attributes.find(candidate => candidate.name === name)
  return attribute !== undefined && (VERSION_NAME.test(name) || attribute.generator?.type === 'version')
}

/** The entity whose versions the items of another are: they have its identity and a number (rule K5). */
export function historyOf(document: ModelDocument, entity: EntityRecord): RecordId | undefined {
  const version = entity.identity.at(-1)
  if (version === undefined || entity.identity.length < 2 || !isVersion(entity, version)) return undefined
  const of = entity.identity.slice(0, -1).join()
  return relationsOf(document).find(
    ({ childId, via }) => childId === entity.id && via.map(({ child }) => child).join() === of,
  )?.parentId
}

const TIME_NAME = /(At|_at|Date|Time|_date|_time|timestamp|On)$/
const TIME_GENERATORS = ['time', 'date', 'epoch']

/** Whether an attribute is a time that is set once: values only grow, and can be cut into buckets (rules K4, H7). */
export function isTime({ name, type, mutable, generator }: EntityAttribute): boolean {
  if (mutable === true || (type !== 'S' && type !== 'N')) return false
  return generator === undefined ? TIME_NAME.test(name) : TIME_GENERATORS.includes(generator.type)
}
