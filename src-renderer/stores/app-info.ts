import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppInfo } from '#contract'
import { useHost } from './ports.ts'

/** The shell that the window runs in; known once the window has started. */
export const useAppInfo = defineStore('app-info', () => {
  const host = useHost()
  const info = shallowRef<AppInfo>({
    version: '',
    shell: 'headless',
    platform: 'other',
    nativeDialogs: false,
    projectsFolder: '',
  })

  async function load(): Promise<void> {
    info.value = await host.app.info()
  }

  return { info, load }
})
