import type { EntityAttribute, EntityRecord } from '../document/model-document.ts'

const VERSION_NAME = /version|revision|^rev$/i

/** Whether an attribute numbers the versions of a thing: by its name or its generator (rule K5). */
export function isVersion({ attributes }: EntityRecord, name: string): boolean {
  const attribute = attributes.find(candidate => candidate.name === name)
  return attribute !== undefined && (VERSION_NAME.test(name) || attribute.generator?.type === 'version')
}

const TIME_NAME = /(At|_at|Date|Time|_date|_time|timestamp|On)$/
const TIME_GENERATORS = ['time', 'date', 'epoch']

/** Whether an attribute is a time that is set once: values only grow, and can be cut into buckets (rules K4, H7). */
export function isTime({ name, type, mutable, generator }: EntityAttribute): boolean {
  if (mutable === true || (type !== 'S' && type !== 'N')) return false
  return generator === undefined ? TIME_NAME.test(name) : TIME_GENERATORS.includes(generator.type)
}
