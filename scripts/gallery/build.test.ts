import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { galleryFiles } from './gallery-files.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'gallery')

test('the gallery is what its sources make: npx node scripts/gallery/build.ts', () => {
  const files = galleryFiles()
  expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort())
  for (const [name, text] of files) expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(text)
})

test('every description is three or four sentences', () => {
  for (const [name, text] of galleryFiles()) {
    if (name === 'index.json') continue
    const { description = '' } = JSON.parse(text) as { description?: string }
    const sentences = description.split(/[.](?: |$)/).filter(sentence => sentence !== '')
    expect([3, 4], `${name}: ${sentences.length}`).toContain(sentences.length)
  }
})
