import { type PlatformPath, posix, win32 } from 'node:path'

/** Where Facet keeps what it writes. `FACET_HOME` and `FACET_PROJECTS` overrule the system's customs. */
export interface DefaultFolders {
  /** Settings, recent projects, and the engine's data in `data`. */
  readonly settings: string
  readonly engineData: string
  readonly projects: string
}

/** The folders for this person on this platform. Throws RangeError when a variable holds a relative path. */
export function defaultFolders(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): DefaultFolders {
  const paths = platform === 'win32' ? win32 : posix
  const settings = absolute(environment, 'FACET_HOME', paths) ?? settingsFolder(environment, platform, home, paths)
  return {
    settings,
    engineData: paths.join(settings, 'data'),
    projects: absolute(environment, 'FACET_PROJECTS', paths) ?? paths.join(home, 'Facet'),
  }
}

function settingsFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
  { isAbsolute, join }: PlatformPath,
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Facet')
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Facet')
  // XDG base directories: a relative value is to be ignored.
  const data = environment.XDG_DATA_HOME
  return join(data && isAbsolute(data) ? data : join(home, '.local', 'share'), 'facet')
}

function absolute(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  { isAbsolute }: PlatformPath,
): string | undefined {
  const value = environment[name]
  if (value === undefined || value === '') return undefined
  if (!isAbsolute(value)) throw new RangeError(`${name} must be an absolute path, but is ${value}`)
  return value
}
