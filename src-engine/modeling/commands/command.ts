import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Diff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'

/** What a command answers: the edit as a diff to apply, or why the edit would make the model wrong. */
export type CommandResult = { readonly diff: Diff } | { readonly problems: readonly Diagnostic[] }

/** One edit of a model. Pure: it changes nothing and gives the same answer for the same document and arguments. */
export type Command<Arguments> = (document: ModelDocument, args: Arguments) => CommandResult

/** In arguments: absent leaves a member as it is, null clears it. */
export type Setting<T> = T | null
