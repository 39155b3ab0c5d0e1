import type { FileProblems } from '../../document/file-problem.ts'
import { describeNode, type JsonNode, type JsonObjectNode, memberOf } from '../../json/json-node.ts'
import { readJson } from '../../json/read-json.ts'

const PYTHON: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' }
/** A whole text, or one of Python's words outside texts. */
const WORDS = /"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b/g

/** Reads JSON, with `True`, `False` and `None` as Python prints them: they have the length of JSON's own words. */
export function readModelText(text: string): ReturnType<typeof readJson> {
  const read = readJson(text)
  if ('node' in read) return read
  const mended = readJson(text.replace(WORDS, word => PYTHON[word] ?? word))
  return 'node' in mended ? mended : read
}

type Path = readonly (string | number)[]

/** Checks the shape of a file node by node; what is wrong is reported at its place. */
export class ShapeCheck {
  private readonly problems: FileProblems

  constructor(problems: FileProblems) {
    this.problems = problems
  }

  report(node: JsonNode, path: Path, reason: string, fix = 'Correct the file at this place.'): void {
    this.problems.add(node.start, path, reason, fix)
  }

  object(node: JsonNode, path: Path, what: string): JsonObjectNode | undefined {
    if (node.kind === 'object') return node
    this.report(node, path, `${what} is an object; found ${describeNode(node)}`)
    return undefined
  }

  /** The objects of a list member; a member that is missing or null is empty. */
  objects(
    node: JsonObjectNode,
    name: string,
    path: Path,
    what: string,
  ): readonly (readonly [JsonObjectNode, Path])[] {
    const list = memberOf(node, name)
    if (list === undefined || list.kind === 'null') return []
    if (list.kind !== 'array') {
      this.report(list, [...path, name], `"${name}" is a list; found ${describeNode(list)}`)
      return []
    }
    return list.elements.flatMap((element, at) => {
      const place = [...path, name, at]
      const object = this.object(element, place, what)
      return object === undefined ? [] : [[object, place] as const]
    })
  }

  /** A text that has to be there. */
  text(node: JsonObjectNode, name: string, path: Path, what: string): void {
    const value = memberOf(node, name)
    if (value?.kind === 'string' && value.value !== '') return
    this.report(value ?? node, [...path, name], `${what} has no "${name}"`)
  }
}
