import { by, type GalleryModel, key, list, newestFirst, oneOf, pattern, text } from '../write-model.ts'

export const articles: GalleryModel = {
  name: 'Semantic search',
  description:
    'Articles that are found by what they mean. Each holds an embedding, a list of numbers that a language model made of its text, and a vector index returns the nearest to that of a question, within one language and filtered by topic. Everything else is asked of keys as ever: an article by its id, the newest of a topic through a small index. When a text changes its embedding has to change in the same update, or the search answers with what the article said before.',
  entities: {
    article: {
      name: 'Article',
      identity: ['articleId'],
      attributes: [
        text('articleId', { size: 8, generator: { type: 'short-id' } }),
        oneOf('language', ['en', 'de', 'pt'], { distinct: 12 }),
        oneOf('topic', ['databases', 'networks', 'design', 'testing'], { distinct: 60 }),
        text('publishedAt', { size: 20, generator: { type: 'time', days: 60 } }),
        text('title', { size: 50, mutable: true, generator: { type: 'title' } }),
        text('body', { size: 900, maxSize: 30_000, mutable: true, generator: { type: 'text', size: 90 } }),
        list('embedding', { size: 60, mutable: true, generator: { type: 'vector', dimensions: 8 } }),
      ],
      volume: { count: 50_000, growth: 600 },
    },
  },
  tables: {
    articles: {
      name: 'Articles',
      key: key('articleId'),
      indexes: {
        newest: {
          indexKind: 'GSI',
          name: 'Newest',
          key: key('topic', 'publishedAt'),
          projection: { type: 'INCLUDE', attributes: ['title'] },
        },
      },
      vectorIndexes: {
        meaning: {
          name: 'Meaning',
          attribute: 'embedding',
          dimensions: 8,
          distance: 'COSINE',
          partition: 'language',
          filters: ['topic'],
          projection: { type: 'INCLUDE', attributes: ['title'] },
        },
      },
      placements: { article: { entityId: 'article', templates: {} } },
      facets: {
        newest: {
          name: 'Newest of a topic',
          indexId: 'newest',
          partitionKeyAlias: 'Topic',
          sortKeyAlias: 'Published at',
          attributes: ['title'],
        },
      },
    },
  },
  patterns: {
    article: pattern('Article by id', 40, { type: 'get', entityId: 'article', by: by('articleId') }),
    newest: pattern('Newest articles of a topic', 10, {
      type: 'query',
      entityIds: ['article'],
      by: by('topic'),
      order: newestFirst('publishedAt'),
      attributes: ['articleId', 'title', 'publishedAt'],
      limit: 20,
    }),
    nearest: pattern('Nearest articles to a question', 3, {
      type: 'vector-search',
      entityId: 'article',
      attribute: 'embedding',
      by: by('language'),
      top: 10,
      attributes: ['articleId', 'title'],
    }),
    'nearest-of-a-topic': pattern('Nearest articles of a topic', 1, {
      type: 'vector-search',
      entityId: 'article',
      attribute: 'embedding',
      by: by('language', 'topic'),
      top: 5,
      attributes: ['articleId', 'title'],
    }),
    publish: pattern('Publish an article', 0.01, { type: 'put', entityId: 'article', condition: 'absent' }),
    revise: pattern('Revise an article, with its embedding', 0.02, {
      type: 'update',
      entityId: 'article',
      by: by('articleId'),
      sets: ['title', 'body', 'embedding'],
      condition: 'exists',
    }),
    withdraw: pattern('Withdraw an article', 0.001, { type: 'delete', entityId: 'article', by: by('articleId') }),
  },
  samples: { seed: 13, roots: 10 },
}
