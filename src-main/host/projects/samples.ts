import { join } from 'node:path'
import { z } from 'zod'
import type { SampleSummary } from '#contract'
import { hostError, withFileErrors } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'

/** `index.json` in the samples folder: what each sample is, so that listing them opens no large file. */
const SampleIndex = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    tables: z.number(),
    items: z.number(),
    format: z.enum(['facet', 'workbench']),
    /** Name of a file in the same folder. */
    file: z.string().regex(/^[\w.-]+$/),
  }),
)

async function readIndex(ports: HostPorts): Promise<z.output<typeof SampleIndex>> {
  const path = join(ports.folders.samples, 'index.json')
  if (!(await ports.fileSystem.state(path))) return []
  const { text } = await withFileErrors(path, () => ports.fileSystem.readText(path))
  return SampleIndex.parse(JSON.parse(text))
}

/** The built-in samples, in the order of their index. */
export async function listSamples(ports: HostPorts): Promise<SampleSummary[]> {
  const index = await readIndex(ports)
  return index.map(({ id, title, description, tables, items }) => ({ id, title, description, tables, items }))
}

/** A sample's text. NOT_FOUND for an id that the index has not. */
export async function readSample(ports: HostPorts, id: string) {
  const sample = (await readIndex(ports)).find(candidate => candidate.id === id)
  if (!sample) throw hostError('NOT_FOUND', `There is no sample called ${id}.`, { what: id })
  const path = join(ports.folders.samples, sample.file)
  const { text } = await withFileErrors(path, () => ports.fileSystem.readText(path))
  return { id, format: sample.format, text }
}
