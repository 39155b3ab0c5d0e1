import { oc } from '@orpc/contract'
import { z } from 'zod'

/** A model file as the start screen lists it. */
export const ProjectSummary = z.object({
  /** Absolute path: the project's identity in every call. */
  path: z.string(),
  /** File name without `.facet.json`. */
  name: z.string(),
  /** Milliseconds since 1970. */
  modifiedAt: z.number(),
  sizeInBytes: z.number(),
  /** Opened before, newest first; absent for files that were only found in the projects folder. */
  openedAt: z.number().optional(),
})
export type ProjectSummary = z.infer<typeof ProjectSummary>

/** A file's text and the state of the file it was read from. */
export const ProjectText = z.object({
  path: z.string(),
  text: z.string(),
  /** Content hash; a save names it so that nothing written by another program is overwritten unseen. */
  revision: z.string(),
})
export type ProjectText = z.infer<typeof ProjectText>

/** The built-in models, opened as a copy: the gallery (`resources/gallery`) and samples of NoSQL Workbench (`resources/samples`). */
export const SampleSummary = z.object({
  id: z.string(),
  group: z.enum(['gallery', 'workbench']),
  title: z.string(),
  /** Of the gallery: what the model teaches. */
  description: z.string(),
  tables: z.number(),
  items: z.number(),
})
export type SampleSummary = z.infer<typeof SampleSummary>

/** A folder as the in-window file browser shows it (shells without native dialogs). */
export const FolderListing = z.object({
  folder: z.string(),
  parent: z.string().optional(),
  entries: z.array(z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'model', 'json']) })),
})
export type FolderListing = z.infer<typeof FolderListing>

export const projectsCalls = {
  /** Models in the projects folder and those opened before, most recently opened first. */
  list: oc.output(z.array(ProjectSummary)),
  /** Writes a new file; errors EXISTS when the name is taken (`name` is made a legal file name, ` 2` … is not added). */
  create: oc
    .input(z.object({ name: z.string(), text: z.string(), folder: z.string().optional() }))
    .output(ProjectText),
  read: oc.input(z.object({ path: z.string() })).output(ProjectText),
  /** Replaces the file whole (atomic). CONFLICT when its revision on disk is not `revision`, unless `overwrite`. */
  save: oc
    .input(z.object({ path: z.string(), text: z.string(), revision: z.string(), overwrite: z.boolean().optional() }))
    .output(z.object({ revision: z.string() })),
  /** Takes the project off the recent list; the file stays. */
  forget: oc.input(z.object({ path: z.string() })).output(z.object({})),
  /** Native open dialog; `path` absent when it was cancelled. Only with `nativeDialogs`. */
  chooseFile: oc.output(z.object({ path: z.string().optional() })),
  /** Folder for the in-window browser; the projects folder when none is named. Only folders, `.facet.json` and `.json`. */
  browse: oc.input(z.object({ folder: z.string().optional() })).output(FolderListing),
  samples: oc.output(z.array(SampleSummary)),
  /** The text of a built-in sample in its own format (`facet` or `workbench`). */
  sample: oc
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string(), format: z.enum(['facet', 'workbench']), text: z.string() })),
}
