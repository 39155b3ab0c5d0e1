import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentOf, type ModelDocument, type ModelRecord, parseModel, planOf } from '#modeling'
import shopText from '../../../resources/gallery/shop.facet.json?raw'
import { type DiagramLayers, diagramGraph, entitiesAsked } from './diagram-graph.ts'
import { edgePath, layoutDiagram, middleOf, movedDiagram, type PlacedNode } from './diagram-layout.ts'
import { lineText, nodeSize } from './node-size.ts'
import { svgFile } from './picture-file.ts'
import { fitted, nextNode, showing, zoomed } from './viewport.ts'

const ALL: DiagramLayers = { entities: true, attributes: true, indexes: true, patterns: true }
const SHOP = shop()
const graphOf = (document: ModelDocument, layers: Partial<DiagramLayers> = {}) =>
  diagramGraph(document, planOf(document), { ...ALL, ...layers })

function shop(): ModelDocument {
  const parsed = parseModel(shopText)
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

describe('the graph', () => {
  test('has every entity, table, index and pattern, and each line leads to boxes that are there', () => {
    const { nodes, edges } = graphOf(SHOP)
    const count = (kind: ModelRecord['kind']) =>
      Object.values(SHOP.records).filter(record => record.kind === kind).length
    for (const kind of ['entity', 'table', 'index', 'pattern'] as const) {
      expect(nodes.filter(node => node.kind === kind)).toHaveLength(count(kind))
    }
    expect(edges.filter(({ kind }) => kind === 'relation')).toHaveLength(count('relation'))
    const ids = new Set(nodes.map(({ id }) => id))
    for (const { from, to } of edges) expect(ids.has(from) && ids.has(to)).toBe(true)
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
  })

  test('leads from what serves a pattern to it, and from entities where nothing does or tables are hidden', () => {
    const plan = planOf(SHOP)
    for (const edge of graphOf(SHOP).edges.filter(({ kind }) => kind === 'serves')) {
      const targets = plan.get(edge.to)?.calls.flatMap(call => call.targets) ?? []
      expect(targets.map(({ tableId, indexId }) => indexId ?? tableId)).toContain(edge.from)
    }
    const withoutTables = graphOf(SHOP, { indexes: false })
    expect(withoutTables.edges.some(({ kind }) => kind === 'serves' || kind === 'placement')).toBe(false)
    expect(withoutTables.edges.some(({ kind }) => kind === 'asks')).toBe(true)
    const undesigned = documentOf(
      Object.values(SHOP.records).filter(({ kind }) => ['model', 'entity', 'relation', 'pattern'].includes(kind)),
    )
    expect(graphOf(undesigned).edges.some(({ kind }) => kind === 'serves')).toBe(false)
  })

  test('shows cardinalities, and without attributes the identity alone', () => {
    const { edges } = graphOf(SHOP)
    expect(edges.find(({ kind }) => kind === 'relation')?.ends).toEqual(['1', 'n'])
    for (const { kind, lines } of graphOf(SHOP, { attributes: false }).nodes) {
      if (kind === 'entity') expect(lines.every(({ isKey }) => isKey)).toBe(true)
    }
  })

  test('steps in a circle end', () => {
    const steps = (id: string, patternId: string): ModelRecord => ({
      kind: 'pattern',
      id,
      position: 1,
      name: id,
      operation: { type: 'steps', steps: [{ patternId }] },
    })
    const document = documentOf([...Object.values(SHOP.records), steps('a', 'b'), steps('b', 'a')])
    expect(entitiesAsked(document, { type: 'steps', steps: [{ patternId: 'a' }] })).toEqual([])
  })
})

describe('the layout', () => {
  test('keeps boxes apart, patterns in one column, and is the same every time', () => {
    const placed = layoutDiagram(graphOf(SHOP))
    for (const [at, one] of placed.nodes.entries()) {
      for (const other of placed.nodes.slice(at + 1)) expect(overlap(one, other)).toBe(false)
    }
    const patterns = placed.nodes.filter(({ node }) => node.kind === 'pattern')
    expect(new Set(patterns.map(({ x }) => x)).size).toBe(1)
    expect(layoutDiagram(graphOf(SHOP))).toEqual(placed)
  })

  test('draws a relation of an entity with itself', () => {
    const [customer] = graphOf(SHOP).nodes
    const self = documentOf([
      ...Object.values(SHOP.records),
      {
        kind: 'relation',
        id: 'self',
        position: 99,
        parentId: customer?.id ?? '',
        childId: customer?.id ?? '',
        cardinality: 'one-to-many',
        via: [],
      },
    ])
    const line = layoutDiagram(graphOf(self)).edges.find(({ edge }) => edge.id === 'self')
    expect(line?.points.length).toBeGreaterThan(2)
  })

  test('a box that was moved takes the ends of its lines along', () => {
    const placed = layoutDiagram(graphOf(SHOP))
    const [first] = placed.nodes
    if (!first) throw new Error('No boxes')
    const moved = movedDiagram(placed, { [first.node.id]: { x: -500, y: 300 } })
    const after = moved.nodes[0]
    expect([after?.x, after?.y]).toEqual([first.x - 500, first.y + 300])
    for (const { edge, points } of moved.edges.filter(({ edge }) => edge.from === first.node.id)) {
      const [start] = points
      expect(start?.x, edge.id).toBeLessThanOrEqual((after?.x ?? 0) + first.width + 1)
    }
    expect(movedDiagram(placed, {})).toBe(placed)
  })

  test('lines are paths, and have a middle', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ]
    expect(edgePath(points)).toBe('M 0 0 Q 10 0 10 10')
    expect(middleOf(points)).toEqual({ x: 10, y: 0 })
    expect(edgePath([])).toBe('')
  })

  test('long texts are cut to their box', () => {
    const node = { id: 'a', kind: 'table', title: 'T'.repeat(255), lines: [] } as const
    expect(nodeSize(node).width).toBeLessThanOrEqual(280)
    expect(lineText('a'.repeat(100), 'S', 120)).toMatch(/^a+…$/)
  })
})

describe('the viewport', () => {
  const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })

  test('zooming leaves the point under the pointer where it is', () => {
    fc.assert(
      fc.property(point, point, fc.double({ min: 0.5, max: 2, noNaN: true }), (start, around, by) => {
        const before = { ...start, scale: 1 }
        const after = zoomed(before, by, around)
        const world = { x: around.x - before.x, y: around.y - before.y }
        expect(world.x * after.scale + after.x).toBeCloseTo(around.x)
        expect(world.y * after.scale + after.y).toBeCloseTo(around.y)
      }),
    )
  })

  test('fits any diagram into the window, and never enlarges it', () => {
    const size = { width: 800, height: 600 }
    expect(fitted({ width: 1600, height: 600 }, size)).toEqual({ scale: 0.5, x: 0, y: 150 })
    expect(fitted({ width: 100, height: 100 }, size)).toEqual({ scale: 1, x: 350, y: 250 })
    expect(fitted({ width: 0, height: 0 }, size).scale).toBe(1)
  })

  test('brings a box into sight, and does not move for one that is', () => {
    const view = { x: 0, y: 0, scale: 1 }
    const size = { width: 800, height: 600 }
    expect(showing(view, { x: 100, y: 100, width: 50, height: 50 }, size)).toEqual(view)
    const { x } = showing(view, { x: 900, y: 100, width: 50, height: 50 }, size)
    expect(950 + x).toBeLessThanOrEqual(800)
  })

  test('arrows lead to every box', () => {
    const { nodes } = layoutDiagram(graphOf(SHOP))
    const reached = new Set<PlacedNode>(nodes.slice(0, 1))
    for (const from of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = nextNode(nodes, from, direction)
        if (next) reached.add(next)
      }
    }
    expect(reached.size).toBe(nodes.length)
  })
})

test('an exported picture has colours written out and nothing of the screen', () => {
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  picture.innerHTML =
    '<g class="far" role="button" tabindex="0" aria-label="x" data-v-1=""><rect fill="var(--ink)"/></g>'
  const text = svgFile(picture, { width: 10.2, height: 20 }, 'A & <B>', token => `#${token.length}`)
  expect(text).toContain('viewBox="0 0 11 20"')
  expect(text).toContain('<title>A &amp; &lt;B></title>')
  expect(text).toContain('fill="#5"')
  expect(text).not.toMatch(/var\(|class=|tabindex|role=|data-v|aria-/)
})
