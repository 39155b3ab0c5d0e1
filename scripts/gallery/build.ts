/**
 * Writes `resources/gallery`: each model as a file, and the index that the start screen lists; and the case studies of the
 * planner's tests. The same sources give the same bytes; build.test.ts fails when the files are older than their sources.
 *
 *     npx node scripts/gallery/build.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { galleryFiles } from './gallery-files.ts'

const ROOT = join(import.meta.dirname, '..', '..')

for (const [path, text] of galleryFiles()) writeFileSync(join(ROOT, path), text)
