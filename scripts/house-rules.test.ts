import { describe, expect, test } from 'vitest'
import { houseRules } from './house-rules.ts'

const lines = (count: number, first = 'const a = 1') => `${first}\n${'const b = 2\n'.repeat(count - 1)}`
const rulesOf = (path: string, text = '') => houseRules([{ path, text }]).map(finding => finding.rule)

describe('names', () => {
  test.each([
    'src-engine/dynamo/values/attribute-value.ts',
    'src-engine/dynamo/values/attribute-value.test.ts',
    'src-main/node/engine-worker.built.test.ts',
    'src-renderer/features/query/parts/KeyForm.vue',
    'src-renderer/env.d.ts',
    'scripts/bench/main.ts',
  ])('%s is in order', path => expect(rulesOf(path)).toEqual([]))

  test.each([
    'src-engine/utils/text.ts',
    'src-main/host/helpers.ts',
    'src-renderer/ui/common/Button.vue',
    'e2e/shared/open.ts',
    'src-engine/lib/a.ts',
    'src-renderer/Misc.vue',
    'scripts/util.test.ts',
  ])('%s has a name that says nothing', path => expect(rulesOf(path)).toContain('forbidden-name'))

  test.each([
    'src-engine/dynamo/attributeValue.ts',
    'src-engine/dynamo/AttributeValue.test.ts',
    'src-engine/Dynamo/attribute-value.ts',
    'src-renderer/ui/base-button.vue',
    'src-renderer/ui/use_focus.ts',
  ])('%s is written the wrong way', path => expect(rulesOf(path)).toEqual(['file-name-case']))

  test('a word that only contains a forbidden one is a name', () => {
    expect(rulesOf('src-engine/library/common-prefix.ts')).toEqual([])
  })
})

describe('length', () => {
  test('at the limit a file is in order, one line above it is not', () => {
    expect(rulesOf('src-engine/a.ts', lines(250))).toEqual([])
    expect(rulesOf('src-engine/a.ts', lines(251))).toEqual(['too-long-without-a-reason'])
    expect(rulesOf('src-renderer/A.vue', lines(300))).toEqual([])
    expect(rulesOf('src-renderer/A.vue', lines(301))).toEqual(['too-long-without-a-reason'])
  })

  test('a reason at the top excuses a long file', () => {
    expect(rulesOf('src-engine/a.ts', lines(251, '// Long because the grammar is one table.'))).toEqual([])
    expect(rulesOf('src-renderer/A.vue', lines(301, '<!-- More lines than usual: one template. -->'))).toEqual([])
  })

  test('neither code nor a comment far down is a reason', () => {
    expect(rulesOf('src-engine/a.ts', lines(251, 'const long = 1'))).toEqual(['too-long-without-a-reason'])
    expect(rulesOf('src-engine/a.ts', `${lines(100)}// long because\n${lines(200)}`)).toEqual([
      'too-long-without-a-reason',
    ])
  })

  test('data has no limit', () => expect(rulesOf('e2e/fixtures/models/Big.json', lines(9000))).toEqual([]))
})
