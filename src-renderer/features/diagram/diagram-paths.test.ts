import { describe, expect, test } from 'vitest'
import { documentOf, type ModelDocument, type ModelRecord, parseModel, planOf } from '#modeling'
import articlesText from '../../../resources/gallery/articles.facet.json?raw'
import shopText from '../../../resources/gallery/shop.facet.json?raw'
import { diagramGraph } from './diagram-graph.ts'
import { layoutDiagram, type PlacedNode } from './diagram-layout.ts'
import { pathsOf } from './diagram-paths.ts'
import { relatedText } from './node-words.ts'
import { wrapped } from './wrapped-diagram.ts'

const SHOP = read(shopText)
const graphOf = (document: ModelDocument) =>
  diagramGraph(document, planOf(document), { entities: true, attributes: true, indexes: true, patterns: true })

function read(text: string): ModelDocument {
  const parsed = parseModel(text)
  if ('problems' in parsed) throw new Error('The gallery model is broken')
  return parsed.document
}
function overlap(one: PlacedNode, other: PlacedNode): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

describe('entities and indexes', () => {
  const graph = graphOf(SHOP)
  const idOf = (kind: string, title: string) =>
    graph.nodes.find(node => node.kind === kind && node.title === title)?.id ?? `no ${title}`
  const titlesOf = (id: string) => {
    const { nodes } = pathsOf(graph, id)
    return graph.nodes.flatMap(node => (nodes.has(node.id) && node.id !== id ? [node.title] : []))
  }

  test('an entity is joined to the indexes that hold its items, and to no other', () => {
    const into = graph.edges.filter(({ kind, to }) => kind === 'placement' && to === idOf('index', 'GSI1'))
    expect(into.map(({ from }) => from)).toEqual([idOf('entity', 'Order'), idOf('entity', 'Product')])
    const table = graph.edges.filter(({ kind, to }) => kind === 'placement' && to === idOf('table', 'Shop'))
    expect(table).toHaveLength(5)
  })

  test('an entity leads to its tables, indexes and patterns; a pattern to what serves it and is asked', () => {
    const product = titlesOf(idOf('entity', 'Product'))
    expect(product).toEqual(
      expect.arrayContaining([
        'Shop',
        'GSI1',
        'Products of a category by price',
        'Order line',
        'Export all products',
      ]),
    )
    expect(product).not.toContain('Customer')
    expect(product).not.toContain('Customer by id')
    expect(titlesOf(idOf('pattern', 'Products of a category by price'))).toEqual(['Product', 'Shop', 'GSI1'])
    expect(titlesOf(idOf('pattern', 'Customer by id'))).toEqual(['Customer', 'Shop'])
    expect(titlesOf(idOf('index', 'GSI1'))).not.toContain('Customer')
    const id = idOf('pattern', 'Customer with orders')
    expect(relatedText(graph, pathsOf(graph, id), id)).toBe('2 entities · 1 table')
    expect(pathsOf(graph, 'gone').edges.size).toBe(0)
  })

  test('a vector index is joined to the entities that have its vectors', () => {
    const { nodes, edges } = graphOf(read(articlesText))
    const vector = nodes.find(({ trail }) => trail === 'vector')
    const from = edges.filter(({ kind, to }) => kind === 'placement' && to === vector?.id).map(edge => edge.from)
    expect(from.length).toBeGreaterThan(0)
    expect(from.length).toBeLessThan(nodes.filter(({ kind }) => kind === 'entity').length + 1)
  })
})

describe('a tall picture', () => {
  /** Many entities, each with a few patterns of its own, in one table. */
  const crowd = documentOf([
    ...Object.values(SHOP.records),
    ...Array.from({ length: 90 }, (_, at): ModelRecord[] => [
      { kind: 'entity', id: `e${at}`, position: 50 + at, name: `Entity ${at}`, identity: ['id'], attributes: [] },
      {
        kind: 'placement',
        id: `p${at}`,
        tableId: 'table-shop',
        entityId: `e${at}`,
        position: 50 + at,
        templates: { PK: `E${at}`, SK: 'x' },
      },
      ...[1, 2, 3].map(
        (which): ModelRecord => ({
          kind: 'pattern',
          id: `q${at}-${which}`,
          position: 50 + at * 3 + which,
          name: `Pattern ${which} of ${at}`,
          operation: { type: 'put', entityId: `e${at}` },
        }),
      ),
    ]).flat(),
  ])

  test('is folded to about the form of a window, its boxes apart and its ranks in order', () => {
    const tall = layoutDiagram(graphOf(crowd))
    const folded = wrapped(tall)
    expect(tall.height).toBeGreaterThan(tall.width * 2)
    expect(folded.height).toBeLessThan(folded.width * 1.2)
    expect(folded.nodes.map(({ node }) => node.id)).toEqual(tall.nodes.map(({ node }) => node.id))
    for (const [at, one] of folded.nodes.entries()) {
      for (const other of folded.nodes.slice(at + 1)) {
        if (overlap(one, other)) expect([one.node.id, other.node.id]).toEqual([])
      }
    }
    expect(folded.edges).toHaveLength(tall.edges.length)
    const right = (kind: string) =>
      Math.max(...folded.nodes.filter(({ node }) => node.kind === kind).map(({ x, width }) => x + width))
    const left = (kind: string) =>
      Math.min(...folded.nodes.filter(({ node }) => node.kind === kind).map(({ x }) => x))
    expect(right('entity')).toBeLessThan(left('table'))
    expect(right('table')).toBeLessThan(left('pattern'))
  })

  test('that fits a window stays as it is', () => {
    const small = layoutDiagram(graphOf(SHOP))
    expect(wrapped(small)).toBe(small)
  })
})
