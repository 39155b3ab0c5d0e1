/**
 * Writes `resources/gallery`: each model as a file, and the index that the start screen lists. The same sources give the
 * same bytes; build.test.ts fails when the files are older than their sources.
 *
 *     npx node scripts/gallery/build.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { galleryFiles } from './gallery-files.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'gallery')

for (const [name, text] of galleryFiles()) writeFileSync(join(FOLDER, name), text)
