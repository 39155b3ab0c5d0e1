import { GENERATOR_NAMES, type Generator, type Json } from '#modeling'

/** What a typed text means, or why it means nothing. */
export type ReadGenerator = { readonly generator: Generator | undefined } | { readonly fault: string }

/** Generators whose settings are a list of values, written without a name: `one-of(OPEN, SHIPPED)`. */
const LISTED: ReadonlySet<string> = new Set(['one-of', 'each'])

/**
 * A generator on one line, as it is typed into a cell: `ulid`, `integer(min=1, max=5)`, `one-of(OPEN, SHIPPED)`. Settings
 * that such a line cannot say are written as the JSON of the whole.
 */
export function generatorText(generator: Generator | undefined): string {
  if (generator === undefined) return ''
  const { type, ...settings } = generator
  const texts = LISTED.has(type) ? listTexts(settings) : namedTexts(settings)
  if (texts === undefined || !/^[\w-]+$/.test(type)) return JSON.stringify(generator)
  return texts.length === 0 ? type : `${type}(${texts.join(', ')})`
}

function listTexts({ values, ...others }: Readonly<Record<string, Json>>): readonly string[] | undefined {
  if (Object.keys(others).length > 0 || !Array.isArray(values) || values.length === 0) return undefined
  const texts = (values as readonly Json[]).map(plainText)
  return texts.every(text => text !== undefined) ? texts : undefined
}

function namedTexts(settings: Readonly<Record<string, Json>>): readonly string[] | undefined {
  const texts = Object.entries(settings).map(([name, value]) => {
    const text = plainText(value)
    return text === undefined || !/^\w+$/.test(name) ? undefined : `${name}=${text}`
  })
  return texts.every(text => text !== undefined) ? texts : undefined
}

function plainText(value: Json): string | undefined {
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return String(value)
    case 'string':
      return isBare(value) ? value : JSON.stringify(value)
    default:
      return undefined
  }
}

/** A string that reads as itself: not as a number, a Boolean, or several values. */
function isBare(text: string): boolean {
  return /^[^\s",()={}[\]]([^",()={}[\]\n]*[^\s",()={}[\]])?$/.test(text) && typeof scalarOf(text) === 'string'
}

function scalarOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text
}

/** Reads what was typed; nothing typed leaves the choice to the attribute's name and type. */
export function readGenerator(text: string): ReadGenerator {
  const typed = text.trim()
  if (typed === '') return { generator: undefined }
  if (typed.startsWith('{')) return readJson(typed)
  const [, type = '', inside] = /^([\w-]+)\s*(?:\((.*)\))?$/s.exec(typed) ?? []
  if (!GENERATOR_NAMES.includes(type)) return { fault: unknownName(type || typed) }
  const values = inside === undefined || inside.trim() === '' ? [] : splitValues(inside)
  if (values === undefined) return { fault: 'A quote is not closed' }
  if (LISTED.has(type)) {
    return values.length > 0
      ? { generator: { type, values: values.map(settingOf) } }
      : { fault: `${type} needs values, such as ${type}(OPEN, SHIPPED)` }
  }
  return readNamed(type, values)
}

function readNamed(type: string, values: readonly string[]): ReadGenerator {
  const settings: Record<string, Json> = {}
  for (const value of values) {
    const [, name, given] = /^(\w+)\s*=(.*)$/s.exec(value) ?? []
    if (name === undefined || given === undefined || name === 'type')
      return { fault: `Settings are written name=value, such as ${type}(min=1, max=5)` }
    settings[name] = settingOf(given.trim())
  }
  return { generator: { ...settings, type } }
}

function readJson(text: string): ReadGenerator {
  try {
    const json = JSON.parse(text) as Json
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    if (isObject && typeof (json as Generator).type === 'string') return { generator: json as Generator }
  } catch {
    // Said below: it is no JSON, or not of a generator.
  }
  return { fault: 'Type a generator, such as {"type": "integer", "min": 1}' }
}

function unknownName(name: string): string {
  const near = GENERATOR_NAMES.filter(known => known.startsWith(name.slice(0, 2).toLowerCase()))
  return `No generator is called ${name}. Try ${(near.length > 0 ? near : GENERATOR_NAMES).slice(0, 6).join(', ')}`
}

function settingOf(text: string): Json {
  return text.startsWith('"') ? (JSON.parse(text) as string) : scalarOf(text)
}

/** Values between commas, those in quotes whole; undefined when a quote does not end or is no JSON. */
function splitValues(text: string): readonly string[] | undefined {
  const values: string[] = []
  for (const [, value = ''] of text.matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|[^,"]|"(?=[^"]*$))*)(?:,|$)/gs)) {
    if (value.trim() !== '') values.push(value.trim())
  }
  return values.every(value => areQuotesWhole(value)) ? values : undefined
}

function areQuotesWhole(value: string): boolean {
  const quoted = /^(?:\w+\s*=\s*)?(".*)$/s.exec(value)?.[1]
  if (quoted === undefined) return !value.includes('"')
  try {
    JSON.parse(quoted)
    return true
  } catch {
    return false
  }
}
