import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import type { ModelDocument } from '../document/model-document.ts'
import { earliest, get, put, query, text } from '../testing/operations.ts'
import { bestBy, inexact, reasonsBy, templatesIn } from '../testing/planned.ts'
import { smallModel } from '../testing/small-model.ts'

const bestOf = bestBy(priceFile)

/** Customers with their orders, read in one request or not, each asked for in one more way. */
function shop(together: boolean): ModelDocument {
  return smallModel({
    entities: {
      customer: {
        identity: ['customerId'],
        attributes: [text('region', { distinct: 300 })],
        volume: { count: 5_000 },
      },
      order: {
        identity: ['customerId', 'orderId'],
        attributes: [text('status', { distinct: 150, mutable: true }), 'placedAt'],
        volume: { count: 100_000 },
      },
    },
    relations: [['customer', 'order', ['customerId']]],
    patterns: {
      both: [query(together ? ['customer', 'order'] : ['order'], ['customerId']), 5],
      'of a region': [query('customer', ['region']), 1],
      'in a state': [query('order', ['status'], { ...earliest('placedAt'), limit: 50 }), 1],
      place: [put('order'), 1],
    },
  })
}

describe('overloaded indexes (rule I4)', () => {
  test('one serves entities that share a table anyway', () => {
    const best = bestOf(shop(true))
    expect(best.indexCount).toBe(1)
    expect(templatesIn(best)).toMatchObject({
      customer: { GSI1PK: 'REGION#{region}', GSI1SK: 'CUSTOMER#{customerId}' },
      order: { GSI1PK: 'STATUS#{status}', GSI1SK: 'ORDER#{placedAt}#{customerId}#{orderId}' },
    })
    expect(reasonsBy('I4', best)).toEqual(['Customer, Order share GSI1: one index instead of 2'])
    expect(inexact(best)).toEqual({})
  })
  test('none is said to be shared where one entity has it', () => {
    const document = smallModel({
      entities: { order: { identity: ['orderId'], attributes: ['status'], volume: { count: 1_000 } } },
      patterns: { 'in a state': [query('order', ['status']), 1], place: [put('order'), 1] },
    })
    expect(reasonsBy('I4', bestOf(document))).toEqual([])
  })
})

/** Articles of a topic, listed by title or whole, so often. */
function articles(attributes: readonly string[] | undefined, bytes: number): ModelDocument {
  const list = attributes === undefined ? {} : { attributes }
  return smallModel({
    entities: {
      article: {
        identity: ['articleId'],
        attributes: [text('topic', { distinct: 200 }), 'title', text('body', { size: bytes })],
        volume: { count: 100_000 },
      },
    },
    patterns: {
      'of a topic': [query('article', ['topic'], { limit: 50, ...list }), 5],
      'by id': [get('article', 'articleId'), 5],
      publish: [put('article'), 1],
    },
  })
}

describe('projections (rule I5)', () => {
  test('hold what lists show of large items', () => {
    const best = bestOf(articles(['articleId', 'title'], 8_000))
    expect(best.design.indexes[0]?.projection).toEqual({ type: 'INCLUDE', attributes: ['title'] })
    expect(reasonsBy('I5', best)).toEqual([
      'ByTopicSortedArticleId holds title: more would be written and never read',
    ])
  })
  test('hold everything of items that are read whole', () => {
    const best = bestOf(articles(undefined, 100))
    expect(best.design.indexes[0]?.projection).toEqual({ type: 'ALL' })
    expect(reasonsBy('I5', best)).toEqual([])
  })
})
