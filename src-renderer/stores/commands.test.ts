import { beforeEach, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { fakeHost } from '../app/host/fake-host.ts'
import { useCommands } from './commands.ts'
import { startStores } from './store-testing.ts'

let commands: ReturnType<typeof useCommands>
beforeEach(() => {
  startStores(fakeHost().host)
  commands = useCommands()
})

test('a command whose condition does not hold is not run and has no keys', () => {
  const allowed = shallowRef(false)
  const ran: string[] = []
  commands.register([{ id: 'a', title: 'A', keys: 'mod+a', when: () => allowed.value, run: () => ran.push('a') }])
  expect([commands.run('a'), commands.forKeys('mod+a'), commands.usable.length]).toEqual([false, undefined, 0])
  allowed.value = true
  expect([commands.run('a'), commands.forKeys('mod+a')?.id, commands.usable.length]).toEqual([true, 'a', 1])
  expect(ran).toEqual(['a'])
})

test('a later registration stands in for the earlier one and gives it back', () => {
  const ran: string[] = []
  commands.register([{ id: 'a', title: 'First', run: () => ran.push('first') }])
  const takeBack = commands.register([{ id: 'a', title: 'Second', run: () => ran.push('second') }])
  commands.run('a')
  takeBack()
  commands.run('a')
  expect(ran).toEqual(['second', 'first'])
})

test('own keys go over those of the command, and empty ones take them away', () => {
  commands.register([{ id: 'a', title: 'A', keys: 'mod+a', run: () => {} }])
  commands.ownKeys = { a: 'mod+e' }
  expect([commands.forKeys('mod+a'), commands.forKeys('mod+e')?.id, commands.keys('a')]).toEqual([
    undefined,
    'a',
    'mod+e',
  ])
  commands.ownKeys = { a: '' }
  expect(commands.keys('a')).toBeUndefined()
})
