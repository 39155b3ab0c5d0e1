import { Settings } from '#contract'
import { JsonFile, type JsonFilePorts } from '../json-file.ts'

const DEFAULTS: Settings = { theme: 'system', rowHeight: 'normal', window: {} }

/** The settings of this person on this machine (`settings.json`). Members that this version does not know are kept. */
export class SettingsStore {
  readonly #file: JsonFile
  readonly #listeners = new Set<(settings: Settings) => void>()

  constructor(ports: JsonFilePorts, settingsFolder: string) {
    this.#file = new JsonFile(ports, settingsFolder, 'settings')
  }

  async read(): Promise<Settings> {
    return settingsIn(await this.#file.read())
  }

  /** Merges the given members; `window` one level deep. */
  async change(changes: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings> {
    const content = await this.#file.change(before => ({
      ...before,
      ...(changes.theme === undefined ? {} : { theme: changes.theme }),
      ...(changes.rowHeight === undefined ? {} : { rowHeight: changes.rowHeight }),
      window: { ...settingsIn(before).window, ...changes.window },
    }))
    const settings = settingsIn(content)
    for (const listener of this.#listeners) listener(settings)
    return settings
  }

  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** Member by member, so that one bad value does not cost the others. */
function settingsIn(content: Readonly<Record<string, unknown>>): Settings {
  const { theme, rowHeight, window } = Settings.shape
  return {
    theme: theme.safeParse(content.theme).data ?? DEFAULTS.theme,
    rowHeight: rowHeight.safeParse(content.rowHeight).data ?? DEFAULTS.rowHeight,
    window: window.safeParse(content.window).data ?? DEFAULTS.window,
  }
}
