/** Development only: the window against a host in memory, with the real models of the tests as samples. */

import type { RequestEntry } from '#contract'
import { emptyModel, importWorkbench, itemsOfTable, serializeModel, tablesOf } from '#modeling'
import type { WindowPorts } from '../../stores/ports.ts'
import { portsFor } from '../provide-host.ts'
import { type FakeSample, fakeHost } from './fake-host.ts'

const texts = import.meta.glob<string>('../../../e2e/fixtures/models/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})

function sampleOf(path: string, text: string): FakeSample {
  const model = JSON.parse(text) as { ModelName: string; ModelMetadata: { Description: string } }
  const read = importWorkbench(text)
  const document = 'document' in read ? read.document : emptyModel(model.ModelName)
  return {
    id: path.split('/').at(-1)?.replace('.json', '') ?? path,
    group: 'workbench',
    title: model.ModelName,
    description: model.ModelMetadata.Description,
    tables: tablesOf(document).length,
    items: tablesOf(document).reduce((sum, table) => sum + itemsOfTable(document, table.id).length, 0),
    format: 'workbench',
    text,
  }
}

/** `?fake` none, `?fake=recents` with models on disk, `?fake=busy` with requests coming in, `&broken` with a broken file. */
export function fakePorts(query: URLSearchParams): WindowPorts {
  const samples = Object.entries(texts).map(([path, text]) => sampleOf(path, text))
  const files: Record<string, string> = {}
  if (query.get('fake') !== '') {
    for (const sample of samples) {
      const read = importWorkbench(sample.text)
      if ('document' in read) files[`/home/ada/Facet/${sample.title}.facet.json`] = serializeModel(read.document)
    }
  }
  if (query.has('broken')) {
    const [path, text] = Object.entries(files)[0] ?? []
    if (path && text) files['/home/ada/Facet/Broken.facet.json'] = text.replace('"partition": [', '"partition": [,')
  }
  const fake = fakeHost({ files, samples })
  if (query.get('fake') === 'busy') feed(fake)
  Object.assign(window, { facetFake: fake })
  return portsFor(fake.host)
}

function feed(fake: ReturnType<typeof fakeHost>): void {
  let total = 0
  const operations = ['GetItem', 'Query', 'PutItem', 'BatchWriteItem', 'UpdateItem', 'Scan']
  setInterval(() => {
    const entries = Array.from({ length: 12 }, (): RequestEntry => {
      total += 1
      return {
        id: String(total),
        at: Date.now(),
        source: 'endpoint',
        operation: operations[total % operations.length] ?? 'GetItem',
        table: 'OnlineShop',
        status: total % 17 === 0 ? 400 : 200,
        ...(total % 17 === 0 ? { error: 'ConditionalCheckFailedException' } : {}),
        durationMs: 0.4 + (total % 7) / 5,
        requestBytes: 180,
        responseBytes: 900,
        readUnits: 0.5,
      }
    })
    fake.requests.send({ entries, dropped: 0 })
    fake.pulse.send({ at: Date.now(), requestsPerSecond: 120, totalRequests: total, tablesChanged: false })
  }, 100)
}
