import { attributeOf, type Item } from '#dynamo'
import { type Diagnostic, defaultGenerator, type EntityAttribute, type EntityRecord, valueSize } from '#modeling'
import { bytesText, type GridCell, type GridColumn, valueText } from '../../../ui/index.ts'
import { type AttributeField, fieldText, withField } from './attribute-fields.ts'
import { generatorText } from './generator-text.ts'

/** A column of the attributes of an entity. `sample` shows what the generator makes and cannot be typed into. */
export interface AttributeColumn extends GridColumn<EntityAttribute> {
  readonly id: AttributeField | 'sample'
}

/** Wide enough for the usual; a column is sized by hand for the rest. */
const TITLES: readonly (readonly [field: AttributeField, title: string, width: number, hint: string])[] = [
  ['name', 'Attribute', 156, 'Name, in every item and template. A new one renames it everywhere'],
  ['type', 'Type', 52, 'S, N, B, BOOL, M, L, SS, NS, BS or NULL; words are read too'],
  ['presence', 'In', 68, 'Share of the items that have it; empty: all. An index on it is sparse'],
  ['size', 'Size', 56, 'Typical bytes of the value; empty: by its type'],
  ['maxSize', 'Largest', 66, 'Largest bytes of the value'],
  ['unique', 'Unique', 60, 'No two items have the same value'],
  ['mutable', 'Changes', 74, 'It may change during the life of an item'],
  ['distinct', 'Distinct', 70, 'Different values under load; empty: as many as there are items'],
  ['generator', 'Generator', 168, 'How sample values are made: ulid, integer(min=1, max=5), one-of(OPEN, PAID)'],
]

export interface AttributeColumnsInput {
  readonly entity: EntityRecord
  readonly problems: readonly Diagnostic[]
  /** An instance as the generators make it. */
  readonly sample: Item
}

/** The columns in which an entity's attributes are typed. */
export function attributeColumns(input: AttributeColumnsInput): readonly AttributeColumn[] {
  return [...TITLES.map(title => fieldColumn(title, input)), sampleColumn(input.sample)]
}

const MONO: ReadonlySet<AttributeField> = new Set(['name', 'type', 'generator'])
const NUMBERS: ReadonlySet<AttributeField> = new Set(['size', 'maxSize', 'distinct'])

function fieldColumn(
  [field, title, width, hint]: (typeof TITLES)[number],
  { entity, problems }: AttributeColumnsInput,
): AttributeColumn {
  return {
    id: field,
    title,
    width,
    hint,
    minWidth: 48,
    sticky: field === 'name',
    align: NUMBERS.has(field) ? 'end' : 'start',
    editable: true,
    cell: attribute => cellOf(attribute, field, entity, problems),
    source: attribute => fieldText(attribute, field),
    validate: (attribute, text) => {
      const read = withField(attribute, field, text)
      if ('fault' in read) return read.fault
      const isTaken =
        field === 'name' && text !== attribute.name && entity.attributes.some(other => other.name === text)
      return isTaken ? `${entity.name} has an attribute ${text} already` : undefined
    },
  }
}

function cellOf(
  attribute: EntityAttribute,
  field: AttributeField,
  entity: EntityRecord,
  problems: readonly Diagnostic[],
): GridCell {
  const text = fieldText(attribute, field)
  const assumed = text === '' ? assumedText(attribute, field) : undefined
  const fault = field === problemField(attribute, problems) ? problemOf(attribute, problems) : undefined
  const tip = fault === undefined ? undefined : `${fault.message}. ${fault.fix}`
  return {
    text: assumed ?? text,
    mono: MONO.has(field),
    ...(assumed === undefined ? {} : { tone: 'dim' as const }),
    ...(field === 'name' && entity.identity.includes(attribute.name) ? { tone: 'key' as const } : {}),
    ...(tip === undefined ? {} : { invalid: true, tip }),
  }
}

/** What holds while nothing is stated. */
function assumedText(attribute: EntityAttribute, field: AttributeField): string {
  switch (field) {
    case 'presence':
      return 'all'
    case 'size':
      return String(valueSize(attribute))
    case 'generator':
      return generatorText(defaultGenerator(attribute))
    default:
      return ''
  }
}

function problemOf({ name }: EntityAttribute, problems: readonly Diagnostic[]): Diagnostic | undefined {
  return problems.find(problem => problem.attribute === name && problem.severity !== 'info')
}

/** The cell that a finding about an attribute stands at: the one its path names, or the name. */
function problemField(attribute: EntityAttribute, problems: readonly Diagnostic[]): AttributeField | undefined {
  const problem = problemOf(attribute, problems)
  if (problem === undefined) return undefined
  return TITLES.map(([field]) => field).find(field => problem.path?.endsWith(`.${field}`)) ?? 'name'
}

function sampleColumn(sample: Item): AttributeColumn {
  return {
    id: 'sample',
    title: 'Sample',
    width: 168,
    hint: 'A value as the generator makes it',
    cell: ({ name, type }) => {
      const value = attributeOf(sample, name)
      return value === undefined
        ? undefined
        : { text: valueText(value), mono: true, tone: 'dim', ...(type === 'S' ? {} : { glyph: type }) }
    },
  }
}

/** The typical size of one item of the attributes' values together, for the foot of the list. */
export function attributesBytes(attributes: readonly EntityAttribute[]): string {
  return bytesText(attributes.reduce((sum, attribute) => sum + valueSize(attribute), 0))
}
