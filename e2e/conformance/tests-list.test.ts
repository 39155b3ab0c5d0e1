import { expect, test } from 'vitest'
import { collectConformanceTests, recordedConformanceTests } from '../../scripts/conformance-list.ts'

/** After adding tests, or with a reason to take some away: `npm run conformance -- --update-list`. */
test('the tests are those in tests.txt', { timeout: 120_000 }, async () => {
  const [found, recorded] = [await collectConformanceTests(), recordedConformanceTests()]
  expect({
    missing: recorded.filter(line => !found.includes(line)),
    unlisted: found.filter(line => !recorded.includes(line)),
  }).toEqual({ missing: [], unlisted: [] })
  expect(found).toHaveLength(recorded.length)
})

test('no two tests have the same name', () => {
  const seen = new Set<string>()
  const repeated = recordedConformanceTests().filter(line => seen.size === seen.add(line).size)
  expect(repeated).toEqual([])
})
