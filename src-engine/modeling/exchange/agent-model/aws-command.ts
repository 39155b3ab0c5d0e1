import type { Json } from '../../document/model-document.ts'
import { isJsonList, jsonOf } from '../../json/json-value.ts'
import { readJson } from '../../json/read-json.ts'

/** A command of the AWS CLI, taken apart: `aws dynamodb query --table-name …`. */
export interface AwsCommand {
  /** `query`, `get-item` … */
  readonly name: string
  /** By name without the dashes; a flag has an empty text. */
  readonly options: ReadonlyMap<string, string>
}

/** A word of a shell: quoted pieces, escaped and plain characters, one after the other. */
const WORD = /(?:'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\])+/g
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|[^'"\\]+/g

/** The first command for DynamoDB in a text; undefined when there is none. Nothing is expanded. */
export function readAwsCommand(text: string): AwsCommand | undefined {
  const words = (text.match(WORD) ?? []).map(unquote).filter(word => word !== '\n')
  const start = words.findIndex((word, at) => word === 'dynamodb' && words[at - 1] === 'aws')
  const name = words[start + 1]
  if (start < 0 || name === undefined) return undefined
  const options = new Map<string, string>()
  for (let at = start + 2; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '&&' || word === ';' || word === '|') break
    if (!word.startsWith('--')) continue
    const next = words[at + 1]
    const isFlag = next === undefined || next.startsWith('--')
    options.set(word.slice(2), isFlag ? '' : next)
    if (!isFlag) at++
  }
  return { name, options }
}

function unquote(word: string): string {
  return word.replace(PIECE, (piece, single?: string, double?: string, escaped?: string) => {
    if (single !== undefined) return single
    if (double !== undefined) return double.replace(/\\(["\\$`])/g, '$1')
    return escaped ?? piece
  })
}

/** The JSON of an option; undefined when it is not there or none. */
export function jsonOption({ options }: AwsCommand, name: string): Json | undefined {
  const text = options.get(name)
  if (text === undefined) return undefined
  const read = readJson(text)
  return 'node' in read ? jsonOf(read.node) : undefined
}

/** A request of the API as a command that a shell takes: every value in single quotes. */
export function printAwsCommand(call: string, input: { readonly [member: string]: Json }): string {
  const words = Object.entries(input).map(([member, value]) => {
    const option = dashed(member)
    if (typeof value === 'boolean') return `--${value ? '' : 'no-'}${option}`
    if (member === 'TableName' || member === 'IndexName') return `--${option} ${plain(String(value))}`
    return `--${option} ${quoted(typeof value === 'object' ? compactJson(value) : String(value))}`
  })
  return ['aws dynamodb', dashed(call), ...words].join(' ')
}

function dashed(name: string): string {
  return name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()
}

function plain(text: string): string {
  return /^[A-Za-z0-9_.-]+$/.test(text) ? text : quoted(text)
}

function quoted(text: string): string {
  return /^[0-9]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function compactJson(json: Json): string {
  if (json === null || typeof json !== 'object') return JSON.stringify(json)
  if (isJsonList(json)) return `[${json.map(compactJson).join(',')}]`
  return `{${Object.entries(json)
    .map(([name, value]) => `${JSON.stringify(name)}:${compactJson(value)}`)
    .join(',')}}`
}
