import { join } from 'node:path'
import { z } from 'zod'
import type { SampleSummary } from '#contract'
import { hostError, withFileErrors } from '../host-error.ts'
import type { HostPorts } from '../ports.ts'

/** `index.json` of the gallery and of the samples folder: what each model is, so that listing them opens no large file. */
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

/** A model of an index, and where it lies. Ids are told apart by the group: both folders may have a shop. */
type BuiltIn = z.output<typeof SampleIndex>[number] & {
  readonly group: SampleSummary['group']
  readonly path: string
}

async function readIndex(
  ports: HostPorts,
  folder: string,
  group: SampleSummary['group'],
): Promise<readonly BuiltIn[]> {
  const path = join(folder, 'index.json')
  if (!(await ports.fileSystem.state(path))) return []
  const { text } = await withFileErrors(path, () => ports.fileSystem.readText(path))
  const list = SampleIndex.parse(JSON.parse(text))
  return list.map(entry => ({ ...entry, id: `${group}/${entry.id}`, group, path: join(folder, entry.file) }))
}

async function readIndexes(ports: HostPorts): Promise<readonly BuiltIn[]> {
  const { gallery, samples } = ports.folders
  return (await Promise.all([readIndex(ports, gallery, 'gallery'), readIndex(ports, samples, 'workbench')])).flat()
}

/** The built-in models, the gallery first, each in the order of its index. */
export async function listSamples(ports: HostPorts): Promise<SampleSummary[]> {
  const index = await readIndexes(ports)
  return index.map(({ id, group, title, description, tables, items }) => ({
    id,
    group,
    title,
    description,
    tables,
    items,
  }))
}

/** A built-in model's text. NOT_FOUND for an id that no index has. */
export async function readSample(ports: HostPorts, id: string) {
  const sample = (await readIndexes(ports)).find(candidate => candidate.id === id)
  if (!sample) throw hostError('NOT_FOUND', `There is no sample called ${id}.`, { what: id })
  const { text } = await withFileErrors(sample.path, () => ports.fileSystem.readText(sample.path))
  return { id, format: sample.format, text }
}
