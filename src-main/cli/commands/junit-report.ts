import type { CheckedModel, UnreadableModel } from './checked-model.ts'
import { unreadableText } from './read-checked-file.ts'

/**
 * The report as JUnit XML, which CI services show: a suite for each model, a case for each finding that matters and for
 * each access pattern; a file that is no model is a suite with one failed case. The form is that of the Jenkins plugin's schema, as far as services agree on it.
 */
export function junitReport(models: readonly CheckedModel[], unreadable: readonly UnreadableModel[] = []): string {
  const suites = [...models.map(suiteOf), ...unreadable.map(unreadableSuite)]
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0)
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="facet check" tests="${tests}" failures="${failures}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n')
}

type Case = ReturnType<typeof caseXml>

function suiteOf({ file, model, findings, proof, unproved, unprovedFails }: CheckedModel) {
  const about = xmlText(model)
  return suiteXml(about, file, [
    ...findings
      .filter(({ severity }) => severity === 'error')
      .map(({ message, code, fix, line, column }) => {
        const place = line === undefined ? '' : `${file}:${line}:${column}: `
        return caseXml(about, message, { kind: code, text: `${place}${fix}` })
      }),
    ...proof.patterns.map(({ name, outcome, message }) =>
      caseXml(about, name, outcome === 'proved' ? undefined : { kind: outcome, text: message ?? outcome }),
    ),
    ...(unproved === undefined
      ? []
      : [
          unprovedFails === true
            ? caseXml(about, 'Access patterns', { kind: 'no-patterns', text: unproved })
            : skippedXml(about, 'Access patterns', unproved),
        ]),
  ])
}

function unreadableSuite(model: UnreadableModel) {
  const about = xmlText(model.file)
  return suiteXml(about, model.file, [
    caseXml(about, 'The file is a model', { kind: 'unreadable', text: unreadableText(model) }),
  ])
}

function suiteXml(about: string, file: string, cases: readonly Case[]) {
  const failures = cases.filter(({ failed }) => failed).length
  const xml = [
    `  <testsuite name="${about}" file="${xmlText(file)}" tests="${cases.length}" failures="${failures}">`,
    ...cases.map(test => test.xml),
    '  </testsuite>',
  ].join('\n')
  return { tests: cases.length, failures, xml }
}

function caseXml(suite: string, name: string, failure: { readonly kind: string; readonly text: string } | undefined) {
  const head = `    <testcase classname="${suite}" name="${xmlText(name)}"`
  if (failure === undefined) return { failed: false, xml: `${head}/>` }
  const text = xmlText(failure.text)
  return { failed: true, xml: `${head}><failure type="${xmlText(failure.kind)}" message="${text}"/></testcase>` }
}

function skippedXml(suite: string, name: string, why: string) {
  const head = `    <testcase classname="${suite}" name="${xmlText(name)}"`
  return { failed: false, xml: `${head}><skipped message="${xmlText(why)}"/></testcase>` }
}

/** Also without the control characters that XML 1.0 cannot hold. */
function xmlText(text: string): string {
  return [...text]
    .filter(character => character >= ' ' || '\t\n\r'.includes(character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
}
