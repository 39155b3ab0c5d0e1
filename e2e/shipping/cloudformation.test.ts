import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportCloudFormation } from '#modeling'
import { importedModel, MODEL_FILES } from './models.ts'
import { isInstalled, runTool } from './outside-tool.ts'

const installed = await isInstalled('cfn-lint', '--version')

for (const file of MODEL_FILES) {
  test(`cfn-lint has nothing to say about the template of ${file}`, { timeout: 60_000 }, async ({ skip }) => {
    skip(!installed, 'cfn-lint is not installed: pip install cfn-lint')
    const folder = await mkdtemp(join(tmpdir(), 'facet-cfn-'))
    try {
      const { files } = exportCloudFormation(importedModel(file))
      expect(files.length).toBeGreaterThan(0)
      for (const { name, text } of files) {
        await writeFile(join(folder, name), text)
        expect(await runTool('cfn-lint', [join(folder, name)])).toEqual({ code: 0, output: '' })
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
}
