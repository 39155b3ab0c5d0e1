import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { CallFigures } from '#modeling'
import { check, ROOT } from '../testing/run-check.ts'

/** The models that come with Facet and those it imports, proved from the command line: what is estimated is what is metered. */

const GALLERY = join(ROOT, 'resources', 'gallery')
const FIXTURES = join(ROOT, 'e2e', 'fixtures', 'models')
const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending) && name !== 'index.json')
    .map(name => join(folder, name))

const gallery = filesIn(GALLERY, '.facet.json')
const caseStudies = filesIn(join(FIXTURES, 'case-studies'), '.facet.json')
const agentTools = filesIn(join(FIXTURES, 'agent-tools'), '.json')
const workbench = filesIn(FIXTURES, '.json')
const proved = [...gallery, ...caseStudies, ...agentTools]

const folder = mkdtempSync(join(tmpdir(), 'facet-check-models-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly models: readonly {
    readonly file: string
    readonly format?: string
    readonly passed: boolean
    readonly unproved?: string
    readonly proof: {
      readonly items: Readonly<Record<string, number>>
      readonly patterns: readonly {
        readonly name: string
        readonly outcome: string
        readonly message?: string
        readonly calls: readonly { readonly predicted: CallFigures; readonly measured: CallFigures }[]
      }[]
    }
  }[]
}

test('the files are there', () => {
  expect(gallery.length).toBeGreaterThanOrEqual(12)
  expect([caseStudies.length, agentTools.length, workbench.length]).toEqual([3, 2, 5])
})

describe.each([
  ['its own data', []],
  ['generated data', ['--generate', '--seed', '3', '--size', '6']],
])('each model with %s', (_, flags) => {
  const junit = join(folder, `${flags.length}.xml`)
  const { status, stdout, stderr } = check(...flags, '--json', '--junit', junit, ...proved)
  const { models } = JSON.parse(stdout) as Report

  test('passes', () => {
    expect([stderr, status]).toEqual(['', 0])
    expect(models.map(({ file }) => file)).toEqual(proved)
    expect(models.every(({ passed }) => passed)).toBe(true)
  })

  test('is proved: every call is metered exactly as it is estimated', () => {
    const patterns = models.flatMap(({ proof }) => proof.patterns)
    expect(patterns.filter(({ outcome }) => outcome !== 'proved')).toEqual([])
    const calls = patterns.flatMap(pattern => pattern.calls)
    expect(calls.length).toBeGreaterThan(patterns.length)
    for (const { predicted, measured } of calls) expect(measured).toEqual(predicted)
  })

  test('is a suite of the JUnit report without a failure', () => {
    const xml = readFileSync(junit, 'utf8')
    const cases = models.reduce((sum, { proof }) => sum + proof.patterns.length, 0)
    expect(xml).toContain(`<testsuites name="facet check" tests="${cases}" failures="0">`)
    expect(xml.match(/<testsuite /g)).toHaveLength(proved.length)
  })
})

describe('a NoSQL Workbench model without access patterns', () => {
  test('fails where patterns are wanted, and says that nothing was proved', () => {
    const junit = join(folder, 'workbench.xml')
    const { status, stdout } = check('--patterns', '--junit', junit, ...workbench)
    expect(status).toBe(1)
    expect(stdout.match(/NOT PROVED +There are no access patterns, so there is nothing to prove/g)).toHaveLength(5)
    expect(stdout).toMatch(/^Bank \(.*BankModel\.json, NoSQL Workbench\): 0 access patterns on 6 items$/m)
    expect(stdout).not.toMatch(/^ {2}0 of 0 proved$/m)
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain('tests="5" failures="5"')
    expect(xml).toContain('name="Access patterns"><failure type="no-patterns"')
  })

  test('else passes, and says so too; its tables and items stand on the engine', () => {
    const junit = join(folder, 'workbench-passed.xml')
    const { status, stdout } = check('--json', '--junit', junit, ...workbench)
    expect(status).toBe(0)
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain('tests="5" failures="0"')
    expect(xml.match(/name="Access patterns"><skipped message="There are no access patterns/g)).toHaveLength(5)
    for (const { passed, unproved, proof, format } of (JSON.parse(stdout) as Report).models) {
      expect(passed).toBe(true)
      expect(format).toBe('NoSQL Workbench')
      expect(unproved).toContain('nothing to prove')
      expect(Object.values(proof.items).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
    }
  })
})

test('a model without sample items is proved with generated ones, and the report says so', () => {
  const file = agentTools.find(name => name.includes('skill')) ?? ''
  const { status, stdout } = check(file)
  expect(stdout).toMatch(/7 access patterns on \d+ generated items$/m)
  expect(stdout).toContain('7 of 7 proved')
  expect(status).toBe(0)
})
