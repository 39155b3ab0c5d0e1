import type { AttributeType, AttributeValue } from '#dynamo'
import { encodeBase64, ITEM_MAX_BYTES, VECTOR_MAX_DIMENSIONS } from '#dynamo'
import type { EntityAttribute, Generator, Json } from '../document/model-document.ts'
import type { Chance } from './chance.ts'
import { ADJECTIVES, CITIES, COUNTRIES, FIRST_NAMES, LAST_NAMES, NOUNS, STREETS } from './words.ts'

/** What a generator may use: its own chance, and which item of its entity it makes a value for, from 0. */
export interface Sample {
  readonly chance: Chance
  readonly at: number
}

type Make = (settings: Generator, sample: Sample) => string | number | boolean | readonly Json[]

const HEX = '0123456789abcdef'
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Samples lie in the months before this day, so that they never depend on when they are made. */
const LATEST = Date.UTC(2026, 10, 1)
const DAY_MS = 86_400_000

/** Of more digits DynamoDB has no numbers, and of more days there are no dates: settings beyond are taken as these. */
const LARGEST = 1e37
const MOST_DIGITS = 38
const MOST_DAYS = 36_500
const [EARLIEST_DATE, LATEST_DATE] = [Date.UTC(1000, 0, 1), Date.UTC(9800, 0, 1)]

const numberIn = (settings: Generator, name: string, otherwise: number): number => {
  const value = Number(settings[name])
  const isNumber = settings[name] !== undefined && !Number.isNaN(value)
  return isNumber ? Math.min(LARGEST, Math.max(-LARGEST, value)) : otherwise
}
/** A whole number from 0 to `most`: lengths and counts. */
const countIn = (settings: Generator, name: string, otherwise: number, most: number): number =>
  Math.min(most, Math.max(0, Math.floor(numberIn(settings, name, otherwise))))
const textIn = (settings: Generator, name: string, otherwise: string): string => {
  const value = settings[name]
  return typeof value === 'string' ? value : otherwise
}

function time(settings: Generator, { chance }: Sample): number {
  const from = Date.parse(textIn(settings, 'from', ''))
  const days = Math.min(MOST_DAYS, Math.max(0, numberIn(settings, 'days', 90)))
  const start = Number.isNaN(from) ? LATEST - days * DAY_MS : Math.min(LATEST_DATE, Math.max(EARLIEST_DATE, from))
  return start + Math.floor(chance.next() * days * 86_400) * 1_000
}

function uuid(chance: Chance): string {
  const part = (length: number): string => chance.text(HEX, length)
  return `${part(8)}-${part(4)}-4${part(3)}-${chance.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`
}

function ulid(milliseconds: number, chance: Chance): string {
  let head = ''
  for (let left = milliseconds, at = 0; at < 10; at++, left = Math.floor(left / 32))
    head = `${CROCKFORD[left % 32] ?? '0'}${head}`
  return head + chance.text(CROCKFORD, 16)
}

function words(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => chance.pick(chance.next() < 0.4 ? ADJECTIVES : NOUNS)).join(' ')
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Every generator by its name. What it makes is then read as the attribute's type. */
const GENERATORS: Readonly<Record<string, Make>> = {
  uuid: (_, { chance }) => uuid(chance),
  ulid: (settings, sample) => ulid(time(settings, sample), sample.chance),
  /** `prefix` and a running number of `digits`: `C-0007`. */
  sequence: (settings, { at }) =>
    textIn(settings, 'prefix', '') +
    String(at + numberIn(settings, 'from', 1)).padStart(countIn(settings, 'digits', 1, MOST_DIGITS), '0'),
  'short-id': (settings, { chance }) =>
    chance.text(CROCKFORD.toLowerCase(), countIn(settings, 'length', 8, ITEM_MAX_BYTES)),
  'full-name': (_, { chance }) => `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`,
  'first-name': (_, { chance }) => chance.pick(FIRST_NAMES),
  'last-name': (_, { chance }) => chance.pick(LAST_NAMES),
  username: (_, { chance, at }) => `${plain(chance.pick(FIRST_NAMES))}${at + 1}`,
  email: (_, { chance, at }) =>
    `${plain(chance.pick(FIRST_NAMES))}.${plain(chance.pick(LAST_NAMES))}${at + 1}@example.com`,
  phone: (_, { chance }) => `+1555${chance.text('0123456789', 7)}`,
  address: (_, { chance }) => `${chance.integer(1, 99)} ${chance.pick(STREETS)} Street, ${chance.pick(CITIES)}`,
  city: (_, { chance }) => chance.pick(CITIES),
  country: (_, { chance }) => chance.pick(COUNTRIES),
  url: (_, { chance }) => `https://example.com/${chance.pick(NOUNS)}/${chance.text(HEX, 6)}`,
  word: (_, { chance }) => chance.pick(NOUNS),
  title: (_, { chance }) => capital(`${chance.pick(ADJECTIVES)} ${chance.pick(NOUNS)}`),
  /** About `size` characters of text. */
  text: (settings, { chance }) =>
    capital(words(chance, Math.max(1, Math.round(countIn(settings, 'size', 40, ITEM_MAX_BYTES) / 6)))),
  'one-of': (settings, { chance }) => {
    const values = settings.values
    const list = Array.isArray(values) ? (values as readonly Json[]).filter(isPlain) : []
    return list.length === 0 ? '' : chance.pick(list)
  },
  /** The list's values in turn, one for each item. */
  each: (settings, { at }) => {
    const values = settings.values
    const list = Array.isArray(values) ? (values as readonly Json[]).filter(isPlain) : []
    return list[at % Math.max(1, list.length)] ?? ''
  },
  constant: settings => (isPlain(settings.value) ? settings.value : ''),
  integer: (settings, { chance }) => chance.integer(numberIn(settings, 'min', 1), numberIn(settings, 'max', 100)),
  decimal: (settings, { chance }) => {
    const digits = countIn(settings, 'digits', 2, MOST_DIGITS)
    const [min, max] = [numberIn(settings, 'min', 1), numberIn(settings, 'max', 100)]
    return (min + chance.next() * (max - min)).toFixed(digits)
  },
  boolean: (settings, { chance }) => chance.next() < numberIn(settings, 'share', 0.5),
  /** ISO 8601 in UTC, in the `days` from `from` on; by default in the last 90 days. */
  time: (settings, sample) => new Date(time(settings, sample)).toISOString().replace('.000Z', 'Z'),
  date: (settings, sample) => new Date(time(settings, sample)).toISOString().slice(0, 10),
  epoch: (settings, sample) => Math.floor(time(settings, sample) / 1_000),
  /** Seconds since 1970, `days` (90) after the samples' own time: for time to live. */
  expiry: (settings, { chance }) =>
    Math.floor(LATEST / 1_000) + chance.integer(1, countIn(settings, 'days', 90, MOST_DAYS)) * 86_400,
  version: () => 1,
  binary: (settings, { chance }) => chance.text(HEX, countIn(settings, 'size', 16, ITEM_MAX_BYTES)),
  vector: (settings, { chance }) =>
    Array.from({ length: countIn(settings, 'dimensions', 3, VECTOR_MAX_DIMENSIONS) }, () =>
      Number((chance.next() * 2 - 1).toFixed(4)),
    ),
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** The names of all generators, for a list to choose from. */
export const GENERATOR_NAMES: readonly string[] = Object.keys(GENERATORS)

/** The value that an attribute gets; undefined when its generator is not one that is known here. */
export function makeValue(attribute: EntityAttribute, sample: Sample): AttributeValue | undefined {
  const generator = attribute.generator ?? defaultGenerator(attribute)
  const make = Object.hasOwn(GENERATORS, generator.type) ? GENERATORS[generator.type] : undefined
  return make === undefined ? undefined : asType(attribute.type, make(generator, sample), sample)
}

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, 'email'],
  [/^(full_?)?name$|Name$/, 'full-name'],
  [/user_?name|handle|login/i, 'username'],
  [/phone|mobile/i, 'phone'],
  [/address|street/i, 'address'],
  [/city|town/i, 'city'],
  [/country|region/i, 'country'],
  [/url|link|href|avatar|image/i, 'url'],
  [/title|subject|label/i, 'title'],
  [/(^|_)id$|Id$|ID$|uuid/, 'short-id'],
]
const TIME_NAME = /(At|_at|Date|Time|_date|_time|timestamp|On)$/

/** The generator of an attribute that states none: by its name, then by its type. */
export function defaultGenerator({ name, type, size }: EntityAttribute): Generator {
  if (/expires|ttl/i.test(name) && type === 'N') return { type: 'expiry' }
  if (TIME_NAME.test(name)) return { type: type === 'N' ? 'epoch' : 'time' }
  switch (type) {
    case 'S':
      return (
        BY_NAME.flatMap(([pattern, generator]) => (pattern.test(name) ? [{ type: generator }] : []))[0] ?? {
          type: 'text',
          size: size ?? 20,
        }
      )
    case 'N':
      return /price|amount|total|cost|balance/i.test(name) ? { type: 'decimal', max: 500 } : { type: 'integer' }
    case 'B':
    case 'BS':
      return { type: 'binary', size: size ?? 16 }
    case 'BOOL':
      return { type: 'boolean' }
    case 'NULL':
      return { type: 'constant', value: true }
    case 'NS':
      return { type: 'integer' }
    case 'SS':
    case 'L':
    case 'M':
      return { type: 'word' }
  }
}

/** What a generator made, as a value of a type; collections get a few. */
function asType(type: AttributeType, made: ReturnType<Make>, { chance }: Sample): AttributeValue {
  const [first = made] = Array.isArray(made) ? (made as readonly Json[]) : [made]
  const text = typeof first === 'string' ? first : String(first)
  switch (type) {
    case 'S':
      return { S: text }
    case 'N':
      return { N: numberText(text) }
    case 'B':
      return { B: encodeBase64(new TextEncoder().encode(text)) }
    case 'BOOL':
      return { BOOL: first === true || text === 'true' }
    case 'NULL':
      return { NULL: true }
    case 'SS':
      return { SS: [...new Set([text, chance.pick(NOUNS)])].sort() }
    case 'NS':
      return { NS: [...new Set([numberText(text), String(chance.integer(101, 999))])] }
    case 'BS':
      return { BS: [encodeBase64(new TextEncoder().encode(text))] }
    case 'L':
      return Array.isArray(made)
        ? { L: (made as readonly Json[]).map(member => ({ N: numberText(String(member)) })) }
        : { L: [{ S: text }, { S: chance.pick(NOUNS) }] }
    case 'M':
      return { M: { [chance.pick(ADJECTIVES)]: { S: text } } }
  }
}

/** Plain decimal without trailing zeros, as DynamoDB answers numbers; what is no number is 0. */
function numberText(text: string): string {
  return Number.isFinite(Number(text)) && text !== '' ? String(Number(text)) : '0'
}
