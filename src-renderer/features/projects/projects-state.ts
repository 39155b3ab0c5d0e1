import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { ProjectSummary, SampleSummary } from '#contract'
import {
  type FileProblem,
  fileText,
  type ModelDocument,
  type ModelImport,
  readAnyModel,
  serializeModel,
} from '#modeling'
import { faultOf, type HostFault } from '../../stores/host-fault.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useOutput } from '../../stores/output.ts'
import { usePorts } from '../../stores/ports.ts'
import { useSession } from '../../stores/session.ts'
import { ask, toast } from '../../ui/index.ts'

/** A model that was read from elsewhere and waits for its name. */
export interface PendingImport {
  readonly name: string
  readonly document: ModelDocument
  /** Where it came from: a file's name or a sample's title. */
  readonly source: string
  readonly report: Extract<ModelImport, { report: unknown }>['report']
}

/** A text that is no model, with the places. */
export interface RefusedFile {
  readonly name: string
  readonly problems: readonly FileProblem[]
}

/** A model of this size would hold millions of items; what is larger was not meant. The host has the same limit. */
const MOST_BYTES = 256 * 1024 * 1024

/** Name under which the window remembers which model is open. */
const OPEN = 'open-model'

/** What the project screens share: lists, open dialogs, the way of a file into the window. */
export const useProjects = defineStore('projects', () => {
  const { host, memory } = usePorts()
  const session = useSession()
  const model = useModelDocument()
  const output = useOutput()
  const recents = shallowRef<readonly ProjectSummary[]>([])
  const samples = shallowRef<readonly SampleSummary[]>([])
  const listFault = shallowRef<HostFault | undefined>()
  const loaded = shallowRef(false)
  const dialog = shallowRef<'create' | 'open' | undefined>()
  const pendingImport = shallowRef<PendingImport | undefined>()
  const refused = shallowRef<RefusedFile | undefined>()
  /** What is being opened, for the progress mark. */
  const opening = shallowRef<string | undefined>()

  /** Opens again what was open before the window was loaded anew. A file that is gone by now is no fault. */
  async function resume(): Promise<void> {
    const path = memory.read(OPEN)
    const opened = path !== undefined && (await model.open(path).catch(() => false))
    session.restoreTabs()
    // From here on: before, the empty window would have been remembered.
    watch(
      () => model.path,
      now => memory.write(OPEN, now),
    )
    if (!opened) memory.write(OPEN, undefined)
    await refresh()
  }

  async function refresh(): Promise<void> {
    try {
      const [projects, built] = await Promise.all([host.projects.list(), host.projects.samples()])
      recents.value = projects
      samples.value = built
      listFault.value = undefined
    } catch (error) {
      listFault.value = faultOf(error)
    }
    loaded.value = true
  }

  function complain(title: string, error: unknown): void {
    const fault = faultOf(error)
    output.write('Files', title, { tone: 'error', detail: fault.message })
    toast({ tone: 'red', title, text: fault.message, duration: 0 })
  }

  /** Ends the open model, saved if that is possible. False: the person stays with it. */
  async function leave(): Promise<boolean> {
    if (await model.close()) return true
    const answer = await ask({
      title: `${model.name} cannot be saved`,
      text: `${model.saveFault?.message ?? 'The file was changed by another program.'} Closing now loses the edits since the last save.`,
      action: 'Close without saving',
      danger: true,
      cancel: 'Stay',
    })
    if (answer !== 'action') return false
    model.discard()
    return true
  }

  async function open(path: string): Promise<void> {
    if (!(await leave())) return
    opening.value = path
    try {
      await model.open(path)
    } catch (error) {
      complain('The model could not be opened', error)
    } finally {
      opening.value = undefined
      void refresh()
    }
  }

  /** Asks for a file: with the system's dialog where there is one, else with the window's own. */
  async function chooseFile(nativeDialogs: boolean): Promise<void> {
    if (!nativeDialogs) {
      dialog.value = 'open'
      return
    }
    try {
      const { path } = await host.projects.chooseFile()
      if (path !== undefined) await openAny(path)
    } catch (error) {
      complain('The file could not be chosen', error)
    }
  }

  /** Opens a model, or takes in a foreign file of that path. */
  async function openAny(path: string): Promise<void> {
    if (path.toLowerCase().endsWith('.facet.json')) return open(path)
    try {
      const { text } = await host.projects.read({ path })
      takeIn(path.split(/[\\/]/).at(-1) ?? path, text)
    } catch (error) {
      complain('The file could not be read', error)
    }
  }

  /** Shows why a file is no model: on the start screen, wherever it was asked for. */
  function refuse(name: string, problems: readonly FileProblem[]): void {
    refused.value = { name, problems }
    session.arrange({ activity: 'projects' })
  }

  /** Takes in the text of a file that is not on the host's disk or of another format: shows what was noticed, asks for a name. */
  function takeIn(source: string, text: string): void {
    const name = source.replace(/([.]facet)?[.]json$/i, '')
    const read = readAnyModel(text)
    if ('problems' in read) {
      refuse(source, read.problems)
      return
    }
    refused.value = undefined
    pendingImport.value = { name: nameFor(read.document, name), document: read.document, source, report: read.report }
  }

  /** Takes in a file that the browser has: dropped, or chosen in its own dialog. */
  async function takeInFile(file: File): Promise<void> {
    if (file.size > MOST_BYTES) {
      const fix = 'Choose another file.'
      const problem = { reason: 'The file is too large for a model', fix, line: 1, column: 1, path: '', excerpt: '' }
      refuse(file.name, [problem])
      return
    }
    try {
      const read = fileText(new Uint8Array(await file.arrayBuffer()))
      if ('text' in read) takeIn(file.name, read.text)
      else refuse(file.name, [read.problem])
    } catch (error) {
      complain('The file could not be read', error)
    }
  }

  async function openSample(id: string): Promise<void> {
    const title = samples.value.find(sample => sample.id === id)?.title ?? id
    try {
      const { text } = await host.projects.sample({ id })
      const read = readAnyModel(text)
      if ('problems' in read) {
        refuse(title, read.problems)
        return
      }
      await createNamed(title, read.document, true)
    } catch (error) {
      complain('The sample could not be opened', error)
    }
  }

  /** Writes a new model file and opens it. EXISTS is the caller's to show, at the name. */
  async function create(name: string, document: ModelDocument): Promise<HostFault | undefined> {
    if (!(await leave())) return undefined
    try {
      model.openText(await host.projects.create({ name, text: serializeModel(document) }))
    } catch (error) {
      const fault = faultOf(error)
      if (fault.code === 'EXISTS') return fault
      complain('The model could not be created', error)
    }
    void refresh()
    return undefined
  }

  /** Creates under the first free of `name`, `name 2`, … */
  async function createNamed(name: string, document: ModelDocument, countUp: boolean): Promise<void> {
    for (let copy = 1; copy <= 99; copy += 1) {
      const fault = await create(copy === 1 ? name : `${name} ${copy}`, document)
      if (!fault || !countUp) return
    }
  }

  async function forget(path: string): Promise<void> {
    recents.value = recents.value.filter(project => project.path !== path)
    await host.projects.forget({ path }).catch(() => {})
    await refresh()
  }

  return {
    recents,
    samples,
    listFault,
    loaded,
    dialog,
    pendingImport,
    refused,
    opening,
    refresh,
    resume,
    leave,
    open,
    openAny,
    chooseFile,
    takeIn,
    takeInFile,
    openSample,
    create,
    forget,
  }
})

function nameFor(document: ModelDocument, otherwise: string): string {
  const info = document.records.model
  return (info?.kind === 'model' && info.name.trim()) || otherwise
}
