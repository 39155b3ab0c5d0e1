import { expect, test } from 'vitest'
import { defaultFolders } from './default-folders.ts'

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/facet', '/home/ada/Facet'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/facet', '/home/ada/Facet'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/facet', '/home/ada/Facet'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Facet', '/Users/ada/Facet'],
  [
    'win32',
    { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
    'C:\\Users\\ada',
    'C:\\Users\\ada\\AppData\\Roaming\\Facet',
    'C:\\Users\\ada\\Facet',
  ],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Facet', 'C:\\Users\\ada\\Facet'],
  ['linux', { FACET_HOME: '/srv/facet', FACET_PROJECTS: '/srv/models' }, '/home/ada', '/srv/facet', '/srv/models'],
  ['linux', { FACET_HOME: '' }, '/home/ada', '/home/ada/.local/share/facet', '/home/ada/Facet'],
] as const)('%s with %j', (platform, environment, home, settings, projects) => {
  const folders = defaultFolders(environment, platform, home)
  expect(folders.settings).toBe(settings)
  expect(folders.projects).toBe(projects)
  expect(folders.engineData.startsWith(settings)).toBe(true)
})

test('a relative path in a variable is refused by name', () => {
  expect(() => defaultFolders({ FACET_HOME: 'here' }, 'linux', '/home/ada')).toThrow(/FACET_HOME.*here/)
})
