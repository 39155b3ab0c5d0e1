import { expect, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import { GroupCommit, StoreLostError } from './group-commit.ts'

function opened() {
  const db = openDatabase({ kind: 'memory' })
  db.exec('CREATE TABLE marks (mark TEXT)')
  const events: string[] = []
  const commit = new GroupCommit(db, {
    beforeCommit: () => events.push('before commit'),
    onRollback: () => events.push('rolled back'),
  })
  const write = (mark: string): void => {
    commit.begin()
    db.prepare('INSERT INTO marks VALUES (?)').run(mark)
    commit.whenSettled(failure =>
      events.push(failure === undefined ? `${mark} stored` : `${mark}: ${failure.message}`),
    )
  }
  const marks = (): unknown[] => db.prepare('SELECT mark FROM marks').pluck().all()
  return { db, commit, events, write, marks }
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

test('writes of one turn are answered after one commit', async () => {
  const { events, write, commit, db } = opened()
  write('a')
  write('b')
  expect(events).toEqual([])
  expect(commit.pending).toBe(true)
  expect(db.inTransaction).toBe(true)
  await turn()
  expect(events).toEqual(['before commit', 'a stored', 'b stored'])
  expect(db.inTransaction).toBe(false)
})

test('without a write, nothing waits', () => {
  const { events, commit } = opened()
  commit.whenSettled(() => events.push('answered'))
  expect(events).toEqual(['answered'])
})

test('a read between the writes is answered with them', async () => {
  const { events, commit, write } = opened()
  write('a')
  commit.whenSettled(() => events.push('read answered'))
  await turn()
  expect(events).toEqual(['before commit', 'a stored', 'read answered'])
})

test('a fault undoes the whole group and tells everyone in it', async () => {
  const { events, commit, write, marks } = opened()
  write('a')
  write('b')
  commit.rollback(new Error('disk full'))
  expect(events).toEqual(['rolled back', 'a: disk full', 'b: disk full'])
  expect(marks()).toEqual([])
  await turn()
  write('c')
  await turn()
  expect(marks()).toEqual(['c'])
})

test('a commit that fails is a fault of the whole group', async () => {
  const { events, write, marks, db } = opened()
  db.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY)')
  db.exec('CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)')
  db.pragma('foreign_keys = ON')
  write('a')
  db.exec('INSERT INTO child VALUES (1)')
  await turn()
  expect(events.slice(0, 2)).toEqual(['before commit', 'rolled back'])
  expect(events[2]).toMatch(/^a: FOREIGN KEY/)
  expect(marks()).toEqual([])
})

test('a full disk undoes the group, and what was stored before stays', async () => {
  const { events, commit, write, marks, db } = opened()
  write('kept')
  await turn()
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
  write('a')
  expect(() => write('x'.repeat(1_000_000))).toThrow(/full/)
  // SQLite has rolled back by itself.
  expect(db.inTransaction).toBe(false)
  commit.rollback(new Error('disk full'))
  expect(events.slice(2)).toEqual(['rolled back', 'a: disk full'])
  await turn()
  expect(marks()).toEqual(['kept'])
  db.pragma('max_page_count = 10000')
  write('b')
  await turn()
  expect(marks()).toEqual(['kept', 'b'])
})

test('a store that cannot undo a failed write is closed, and takes nothing more', async () => {
  const { events, write, commit, db } = opened()
  write('a')
  vi.spyOn(db, 'exec').mockImplementation(() => {
    throw new Error('I/O error')
  })
  commit.rollback(new Error('disk full'))
  expect(events).toEqual([expect.stringMatching(/^a: The store was closed.*\(disk full\).*\(I\/O error\).*Restart/)])
  expect(commit.lost).toBeInstanceOf(StoreLostError)
  expect(commit.pending).toBe(false)
  expect(db.open).toBe(false)
  expect(() => commit.begin()).toThrow(StoreLostError)
  await turn()
  expect(events).toHaveLength(1)
})
