import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { STORE_FILE, StorageUnusableError } from '../storage/database.ts'
import { TableStore } from './table-store.ts'

test('a damaged store is refused with what to do', () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-damaged-'))
  try {
    new TableStore({ kind: 'directory', path }).close()
    const file = join(path, STORE_FILE)
    writeFileSync(file, readFileSync(file).fill(0x55, 8192))
    const open = (): void => new TableStore({ kind: 'directory', path }).close()
    expect(open).toThrow(StorageUnusableError)
    expect(open).toThrow(/is damaged/)
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
})
