/**
 * The rules about names and length of files: what the import graph and the linter cannot see. docs/architecture.md says
 * why they exist. Run alone: `node scripts/house-rules.ts`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A thing without a room has no name yet: these say nothing about what is inside. */
const FORBIDDEN_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'lib', 'misc'])
const ROOTS = ['src-engine', 'src-main', 'src-renderer', 'e2e', 'scripts']
/** Data, what is generated, and the toy tree of the gates' own tests. */
const NOT_OURS = /^(e2e\/fixtures\/models|scripts\/fixtures|src-engine\/dynamo\/api\/model)\//
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/
const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/
/** What may stand between a file's name and its extension. */
const NAME_SUFFIXES = /[.](built[.]test|property[.]test|test|spec|config|d)$/
const LINE_LIMITS: Readonly<Record<string, number>> = { '.ts': 250, '.mjs': 250, '.vue': 300, '.css': 300 }
/** How far down the reason for a long file may start. */
const REASON_WITHIN_LINES = 15

/** A file as the rules see it: path from the repository's root with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface HouseRuleFinding {
  readonly rule: 'forbidden-name' | 'file-name-case' | 'too-long-without-a-reason'
  readonly path: string
  readonly message: string
}

/** Every breach of the house rules in the given files; files outside the source roots are not looked at. */
export function houseRules(files: readonly SourceFile[]): HouseRuleFinding[] {
  return files.flatMap(file => {
    if (!ROOTS.includes(file.path.split('/')[0] ?? '') || NOT_OURS.test(file.path)) return []
    return [...nameFindings(file.path), ...lengthFindings(file)]
  })
}

function nameFindings(path: string): HouseRuleFinding[] {
  const parts = path.split('/')
  const fileName = parts.pop() ?? ''
  const dot = fileName.lastIndexOf('.')
  const extension = fileName.slice(dot)
  const name = fileName.slice(0, dot).replace(NAME_SUFFIXES, '')
  const findings: HouseRuleFinding[] = []
  const forbidden = [...parts, name].find(part => FORBIDDEN_NAMES.has(part.toLowerCase()))
  if (forbidden !== undefined) {
    const message = `"${forbidden}" says nothing about what is inside. Name it after the thing it is about.`
    findings.push({ rule: 'forbidden-name', path, message })
  }
  const badFolder = parts.find(part => !KEBAB_CASE.test(part))
  if (badFolder !== undefined) {
    findings.push({ rule: 'file-name-case', path, message: `The folder "${badFolder}" is not kebab-case.` })
  }
  if (extension === '.vue') {
    if (!PASCAL_CASE.test(name)) {
      findings.push({ rule: 'file-name-case', path, message: 'A component is named in PascalCase.' })
    }
  } else if (extension in LINE_LIMITS && !KEBAB_CASE.test(name)) {
    findings.push({ rule: 'file-name-case', path, message: 'A file is named in kebab-case.' })
  }
  return findings
}

/**
 * A long file has to say why it is one, in a comment among its first lines that speaks of its length: "Long because …",
 * "One file: …", "more than 250 lines since …".
 */
function lengthFindings({ path, text }: SourceFile): HouseRuleFinding[] {
  const extension = path.slice(path.lastIndexOf('.'))
  const limit = LINE_LIMITS[extension]
  if (limit === undefined) return []
  const lines = text.replace(/\n$/, '').split('\n')
  if (lines.length <= limit || givesReason(lines.slice(0, REASON_WITHIN_LINES))) return []
  const message = `${lines.length} lines, the limit is ${limit}. Split it, or say at the top why it is long.`
  return [{ rule: 'too-long-without-a-reason', path, message }]
}

function givesReason(firstLines: readonly string[]): boolean {
  const comments = firstLines.filter(line => /^\s*(\/\/|\/\*|\*|<!--)/.test(line)).join(' ')
  return /\b(long|length|lines|one (file|table|list|piece|place)|in one)\b/i.test(comments)
}

/** The files under the source roots. Read from the disk, not from git: a copy without its history is checked the same. */
export function sourceFiles(root: string): SourceFile[] {
  return ROOTS.filter(folder => existsSync(join(root, folder))).flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /[.](ts|mjs|cjs|vue|css|json)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') })),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const findings = houseRules(sourceFiles(join(import.meta.dirname, '..')))
  for (const { path, rule, message } of findings) console.log(`${path}: ${rule}: ${message}`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
