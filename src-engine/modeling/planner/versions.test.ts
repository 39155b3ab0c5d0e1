import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { get, latest, query, update } from '../testing/operations.ts'
import { revisions, versions } from '../testing/pattern-models.ts'
import { bestBy, inexact, reasonsBy, templatesIn } from '../testing/planned.ts'

const bestOf = bestBy(priceFile)

describe('versions: the current one and the history in one item collection (rule K5)', () => {
  test('who asks without the version gets a copy of the newest, which puts write in one transaction', () => {
    const best = bestOf(versions({ current: [get('paper', 'paperId'), 50] }))
    expect(templatesIn(best)).toEqual({
      paper: { PK: 'PAPER#{paperId}', SK: 'PAPER#{version|pad:12}' },
      'paper current': { PK: 'PAPER#{paperId}', SK: '#PAPER' },
    })
    expect(reasonsBy('K5', best)).toEqual([
      'Paper is asked for without its version: a copy of the newest lies before all versions of its paperId, and each put writes both in one transaction',
    ])
    expect(best.paths.current?.calls.map(({ call }) => call)).toEqual(['GetItem'])
    expect(best.paths.save?.calls.map(({ call }) => call)).toEqual(['TransactWriteItems'])
    // The history is not answered where only the newest lies.
    expect(best.paths.history?.units.read.value).toBeGreaterThan(1)
    expect(inexact(best)).toEqual({})
  })

  test('a batch of current ones is served by their keys', () => {
    const reads = [{ operation: get('paper', 'paperId'), times: 20 }]
    const best = bestOf(versions({ several: [{ type: 'batch-get', reads }, 5] }))
    expect(Object.keys(templatesIn(best))).toEqual(['paper', 'paper current'])
    expect(inexact(best)).toEqual({})
  })

  test('a thing and its revisions share a table, though no read wants both', () => {
    const best = bestOf(revisions)
    expect(templatesIn(best)).toEqual({
      paper: { PK: 'PAPER#{paperId}', SK: '#PAPER' },
      revision: { PK: 'PAPER#{paperId}', SK: 'REVISION#{version|pad:12}' },
    })
    expect(reasonsBy('K5', best)).toEqual([
      'Revision keeps the history of Paper beside it under paperId, by version; Paper itself is the current one',
    ])
  })

  test('no copy where the newest is asked as the last', () => {
    const best = bestOf(versions({ current: [query('paper', ['paperId'], { ...latest('version'), limit: 1 }), 50] }))
    expect(Object.keys(templatesIn(best))).toEqual(['paper'])
    expect(reasonsBy('K5', best)).toEqual([])
    expect(reasonsBy('K12', best)).toEqual([
      'The newest Paper is the last by version: read backwards with Limit 1, without a copy',
    ])
  })

  test('no copy where versions change after they are written', () => {
    const changing = update('paper', ['paperId', 'version'], { sets: ['title'] })
    const best = bestOf(versions({ current: [get('paper', 'paperId'), 50], correct: [changing, 1] }))
    expect(Object.keys(templatesIn(best))).toEqual(['paper'])
    expect(best.paths.current?.verdict).toBe('filters')
    expect(best.paths.current?.reasons[0]).toEqual({
      text: 'paperId is shared by 20 items: all are read to find the one that is meant',
      rule: 'K5',
    })
  })
})
