import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gallery } from './gallery.ts'
import { CASE_STUDY_FOLDER, GALLERY_FOLDER, galleryFiles } from './gallery-files.ts'

const ROOT = join(import.meta.dirname, '..', '..')

test('the models are what their sources make: npx node scripts/gallery/build.ts', () => {
  const files = galleryFiles()
  const present = [GALLERY_FOLDER, CASE_STUDY_FOLDER].flatMap(folder =>
    readdirSync(join(ROOT, folder)).map(name => `${folder}/${name}`),
  )
  expect(present.sort()).toEqual([...files.keys()].sort())
  for (const [path, text] of files) expect(readFileSync(join(ROOT, path), 'utf8'), path).toBe(text)
})

test('every description is three or four sentences', () => {
  for (const { id, model } of gallery) {
    const sentences = model.description.split(/[.](?: |$)/).filter(sentence => sentence !== '')
    expect([3, 4], `${id}: ${sentences.length}`).toContain(sentences.length)
  }
})
