/** A body of HCL (Terraform's language): attributes and blocks in order. */
export type HclBody = readonly HclEntry[]

export type HclEntry =
  | { readonly kind: 'attribute'; readonly name: string; readonly value: HclValue }
  | { readonly kind: 'block'; readonly type: string; readonly labels: readonly string[]; readonly body: HclBody }

export type HclValue =
  | string
  | number
  | boolean
  | { readonly expression: string }
  | readonly HclValue[]
  | { readonly members: Readonly<Record<string, string>> }

export function attribute(name: string, value: HclValue): HclEntry {
  return { kind: 'attribute', name, value }
}

export function block(type: string, labels: readonly string[], body: HclBody): HclEntry {
  return { kind: 'block', type, labels, body }
}

/** A reference or call, written as it stands. */
export function expression(text: string): HclValue {
  return { expression: text }
}

/** The text as `terraform fmt` would leave it: two spaces a level, `=` aligned in runs of one-line attributes. */
export function printHcl(body: HclBody): string {
  return `${bodyLines(body, '').join('\n')}\n`
}

function bodyLines(body: HclBody, indent: string): readonly string[] {
  const lines: string[] = []
  body.forEach((entry, at) => {
    const separated = entry.kind === 'block' || spansLines(entry) || isMultiLine(body[at - 1])
    if (at > 0 && separated) lines.push('')
    if (entry.kind === 'block') lines.push(...blockLines(entry, indent))
    else if (spansLines(entry)) lines.push(...mapLines(entry.name, entry.value, indent))
    else lines.push(`${indent}${pad(entry.name, runWidth(body, at))} = ${valueText(entry.value)}`)
  })
  return lines
}

function blockLines({ type, labels, body }: Extract<HclEntry, { kind: 'block' }>, indent: string): readonly string[] {
  const head = [type, ...labels.map(quote)].join(' ')
  if (body.length === 0) return [`${indent}${head} {}`]
  return [`${indent}${head} {`, ...bodyLines(body, `${indent}  `), `${indent}}`]
}

type MapAttribute = {
  readonly kind: 'attribute'
  readonly name: string
  readonly value: { readonly members: Readonly<Record<string, string>> }
}

function spansLines(entry: HclEntry | undefined): entry is MapAttribute {
  return entry?.kind === 'attribute' && typeof entry.value === 'object' && 'members' in entry.value
}

function isMultiLine(entry: HclEntry | undefined): boolean {
  return entry?.kind === 'block' || spansLines(entry)
}

function mapLines(name: string, { members }: MapAttribute['value'], indent: string): readonly string[] {
  const entries = Object.entries(members).map(([key, value]) => [mapKey(key), quote(value)] as const)
  const width = Math.max(0, ...entries.map(([key]) => columns(key)))
  return [
    `${indent}${name} = {`,
    ...entries.map(([key, value]) => `${indent}  ${pad(key, width)} = ${value}`),
    `${indent}}`,
  ]
}

/** The widest name in the run of one-line attributes around this one. */
function runWidth(body: HclBody, at: number): number {
  const inRun = (index: number): boolean => {
    const entry = body[index]
    return entry?.kind === 'attribute' && !spansLines(entry)
  }
  let from = at
  while (inRun(from - 1)) from--
  let width = 0
  for (let index = from; inRun(index); index++) {
    const entry = body[index]
    if (entry?.kind === 'attribute') width = Math.max(width, columns(entry.name))
  }
  return width
}

function valueText(value: HclValue): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object') return String(value)
  if ('expression' in value) return value.expression
  if ('members' in value) return '{}'
  return `[${value.map(valueText).join(', ')}]`
}

function mapKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quote(key)
}

/** A quoted template without templates: `${` and `%{` stand for themselves. */
function quote(text: string): string {
  let quoted = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') quoted += `\\${character}`
    else if (character === '\n') quoted += '\\n'
    else if (character === '\r') quoted += '\\r'
    else if (character === '\t') quoted += '\\t'
    else if (code < 0x20 || code === 0x7f) quoted += `\\u${code.toString(16).padStart(4, '0')}`
    else quoted += character
  }
  return `"${quoted.replace(/([$%])\{/g, '$1$1{')}"`
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}

/** Columns as `terraform fmt` counts them: one per user-perceived character. */
function columns(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}
