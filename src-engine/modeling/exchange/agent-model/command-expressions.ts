import {
  asKeyCondition,
  Bindings,
  type BoundCondition,
  bindCondition,
  bindProjection,
  bindUpdate,
  DynamoError,
  emptyAttributeMap,
  RequestFault,
} from '#dynamo'
import type { Given, Json, UnknownContent, UpdateOperation, WriteCondition } from '../../document/model-document.ts'
import { readAttribute } from '../../document/read-item.ts'
import { copyJson } from '../../json/copy-json.ts'
import { isJsonObject, jsonMember } from '../../json/json-value.ts'
import { type AwsCommand, jsonOption } from './aws-command.ts'

/** The expressions of one command, as far as access patterns can say what they say. */
export class CommandExpressions {
  private readonly command: AwsCommand
  private readonly bindings: Bindings | undefined

  constructor(command: AwsCommand) {
    this.command = command
    this.bindings = attempt(() => {
      const names = jsonOption(command, 'expression-attribute-names')
      const values = emptyAttributeMap()
      const given = jsonOption(command, 'expression-attribute-values')
      for (const [name, json] of Object.entries(isJsonObject(given) ? given : {})) {
        const read = readAttribute(name, copyJson(json))
        if ('value' in read) values[name] = read.value
      }
      return new Bindings({
        ...(isJsonObject(names) ? { names: textsIn(names) } : {}),
        ...(Object.keys(values).length === 0 ? {} : { values }),
      })
    })
  }

  /** What the key condition gives; undefined when there is none or it cannot be read. */
  keyCondition(): readonly Given[] | undefined {
    const condition = this.condition('key-condition-expression', 'KeyConditionExpression')
    return condition && conjunction(condition)
  }

  /** What the filter asks for; undefined when it says more than a list of comparisons can. */
  filter(): readonly Given[] | undefined {
    const condition = this.condition('filter-expression', 'FilterExpression')
    return condition && conjunction(condition)
  }

  writeCondition(): WriteCondition | undefined {
    const condition = this.condition('condition-expression', 'ConditionExpression')
    if (condition?.kind === 'attribute_exists') return 'exists'
    return condition?.kind === 'attribute_not_exists' ? 'absent' : undefined
  }

  /** The top-level attributes that are answered. */
  projection(): readonly string[] | undefined {
    const paths = this.bind('projection-expression', bindProjection)?.paths
    return paths === undefined ? undefined : [...new Set(paths.flatMap(path => nameOf(path)))]
  }

  update(): Pick<UpdateOperation, 'sets' | 'adds' | 'removes'> {
    const actions = this.bind('update-expression', bindUpdate)?.actions ?? []
    const of = (kind: (typeof actions)[number]['kind']): readonly string[] => [
      ...new Set(actions.filter(action => action.kind === kind).flatMap(({ path }) => nameOf(path))),
    ]
    const [adds, removes] = [of('add'), of('remove')]
    return {
      sets: of('set'),
      ...(adds.length === 0 ? {} : { adds }),
      ...(removes.length === 0 ? {} : { removes }),
    }
  }

  private condition(
    option: string,
    kind: 'KeyConditionExpression' | 'FilterExpression' | 'ConditionExpression',
  ): BoundCondition | undefined {
    return this.bind(option, (text, bindings) => bindCondition(text, kind, bindings))
  }

  private bind<T>(option: string, read: (text: string, bindings: Bindings) => T): T | undefined {
    const text = this.command.options.get(option)
    const { bindings } = this
    return text === undefined || bindings === undefined ? undefined : attempt(() => read(text, bindings))
  }
}

function textsIn(json: UnknownContent): Readonly<Record<string, string>> {
  const texts: [string, string][] = []
  for (const [name, value] of Object.entries(json)) if (typeof value === 'string') texts.push([name, value])
  return Object.fromEntries(texts)
}

/** A key in DynamoDB JSON as equalities. */
export function keyGivens(key: Json | undefined): readonly Given[] | undefined {
  if (!isJsonObject(key)) return undefined
  return Object.keys(key).map(attribute => {
    const read = readAttribute(attribute, copyJson(jsonMember(key, attribute) ?? null))
    return 'value' in read ? { attribute, values: [read.value] } : { attribute }
  })
}

function conjunction(condition: BoundCondition): readonly Given[] | undefined {
  return attempt(() =>
    asKeyCondition(condition).terms.map(({ attribute, operator, values }): Given => {
      if (operator === 'unindexable') return { attribute, values }
      return { attribute, ...(operator === '=' ? {} : { is: operator }), values }
    }),
  )
}

function nameOf(path: readonly unknown[]): readonly string[] {
  const [name] = path
  return typeof name === 'string' ? [name] : []
}

/** The service's words for what is wrong with an expression are of no use here. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof DynamoError || error instanceof RequestFault) return undefined
    throw error
  }
}
