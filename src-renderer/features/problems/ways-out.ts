import { BookOpen, Lightbulb } from '@lucide/vue'
import { type Diagnostic, fixesOf, learnMore, type ModelDocument, type QuickFix } from '#modeling'
import type { MenuEntry } from '../../ui/index.ts'

/** What can be done about a problem: edits that take it away, the best first, and where to read about it. */
export interface WaysOut {
  readonly fixes: readonly QuickFix[]
  readonly menu: readonly MenuEntry[]
}

/** The ways out of a problem; `apply` makes an edit. */
export function waysOut(document: ModelDocument, problem: Diagnostic, apply: (fix: QuickFix) => void): WaysOut {
  const fixes = fixesOf(document, problem)
  const menu: MenuEntry[] = fixes.map(fix => ({ label: fix.title, icon: Lightbulb, run: () => apply(fix) }))
  const page = learnMore(problem.code)
  if (page) {
    if (fixes.length > 0) menu.push('-')
    const run = () => void window.open(page.url, '_blank', 'noopener')
    menu.push({ label: `Read in the Developer Guide: ${page.title}`, icon: BookOpen, run })
  }
  return { fixes, menu }
}
