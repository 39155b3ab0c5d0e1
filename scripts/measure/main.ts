import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largeModel } from './large-model.ts'
import { measureModelingWindow } from './modeling-window.ts'
import { measureServe } from './serve.ts'
import { measureWindow } from './window.ts'

/**
 * `npm run measure`: the bars that are times and sizes. They depend on the machine, so they are figures for a person to
 * read and no tests. Needs the build (`npm run build`).
 */
process.chdir(join(import.meta.dirname, '..', '..'))
const folder = mkdtempSync(join(tmpdir(), 'facet-measure-'))
try {
  const projects = join(folder, 'projects')
  mkdirSync(projects, { recursive: true })
  writeFileSync(join(projects, 'Large.facet.json'), largeModel())

  const serve = await measureServe()
  console.log(
    `facet serve: ListTables answered ${serve.startMs.map(ms => `${Math.round(ms)} ms`).join(', ')} after start (bar 500)`,
  )
  console.log(`facet serve: idle server holds ${serve.idleMegabytes.toFixed(0)} MB (bar 150)`)

  for (const items of [0, 20_000]) {
    for (const { where, paintedMs, slowestMs, processorMs } of await measureModelingWindow(folder, items)) {
      console.log(
        `window: 100 entities, 300 patterns, ${items} items: ${where} painted ${Math.round(paintedMs)} ms after Enter (bar 50; slowest ${Math.round(slowestMs)}; processor ${Math.round(processorMs)})`,
      )
    }
  }

  const window = await measureWindow(folder, projects)
  console.log(
    `window: model of 5 tables and 500 items shown ${Math.round(window.modelShownMs)} ms after opening it (bar 1000)`,
  )
  console.log(
    `window: longest pause ${Math.round(window.longestTaskMs)} ms while ${window.loaded} items were loaded in ${window.loadSeconds.toFixed(1)} s (bar 100)`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
