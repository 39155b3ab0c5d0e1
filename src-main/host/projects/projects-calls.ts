import { dirname } from 'node:path'
import { implement } from '@orpc/server'
import { hostContract } from '#contract'
import { requireDialogs } from '../files/files-calls.ts'
import type { HostPorts } from '../ports.ts'
import { browseFolder } from './browse-folder.ts'
import { ProjectFiles } from './project-files.ts'
import { listSamples, readSample } from './samples.ts'

/** `projects`: model files, folders and samples. */
export function projectsCalls(ports: HostPorts) {
  const host = implement(hostContract.projects)
  const files = new ProjectFiles(ports)
  let lastFolder = ports.folders.projects
  return {
    list: host.list.handler(() => files.list()),
    create: host.create.handler(({ input }) => files.create(input.name, input.text, input.folder)),
    read: host.read.handler(({ input }) => files.read(input.path)),
    save: host.save.handler(({ input }) => files.save({ ...input, overwrite: input.overwrite ?? false })),
    forget: host.forget.handler(async ({ input }) => {
      await files.forget(input.path)
      return {}
    }),
    chooseFile: host.chooseFile.handler(async () => {
      const path = await requireDialogs(ports).openModel(lastFolder)
      if (path === undefined) return {}
      lastFolder = dirname(path)
      return { path }
    }),
    browse: host.browse.handler(({ input }) => browseFolder(ports, input.folder)),
    samples: host.samples.handler(() => listSamples(ports)),
    sample: host.sample.handler(({ input }) => readSample(ports, input.id)),
  }
}
