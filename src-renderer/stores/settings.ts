import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Settings } from '#contract'
import { useHost } from './ports.ts'

const DEFAULTS: Settings = { theme: 'system', rowHeight: 'normal', window: {} }
/** Dragging a line changes a size sixty times a second; the host hears of the last. */
const REST_MS = 400

/** What a person chose about the window, kept by the host. Changes show at once and are written shortly after. */
export const useSettings = defineStore('settings', () => {
  const host = useHost()
  const settings = shallowRef<Settings>(DEFAULTS)
  let waiting: Partial<Settings> = {}
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    settings.value = await host.settings.read()
  }

  function change(members: Partial<Omit<Settings, 'window'>>): void {
    settings.value = { ...settings.value, ...members }
    later(members)
  }

  /** Keeps something of the window's under its own name; undefined forgets it. */
  function keep(name: string, value: unknown): void {
    settings.value = { ...settings.value, window: { ...settings.value.window, [name]: value } }
    later({ window: { ...waiting.window, [name]: value } })
  }

  /** What was kept under a name, if it is of the expected kind. */
  function kept<T>(name: string, isKind: (value: unknown) => value is T): T | undefined {
    const value = Object.hasOwn(settings.value.window, name) ? settings.value.window[name] : undefined
    return isKind(value) ? value : undefined
  }

  function later(members: Partial<Settings>): void {
    waiting = { ...waiting, ...members }
    clearTimeout(timer)
    timer = setTimeout(() => void write(), REST_MS)
  }

  /** Writes what waits. A setting that cannot be kept is no reason to disturb anyone: it holds for this window. */
  async function write(): Promise<void> {
    clearTimeout(timer)
    const members = waiting
    waiting = {}
    if (Object.keys(members).length > 0) await host.settings.change(members).catch(() => {})
  }

  return { settings, load, change, keep, kept, write }
})
