/** COMPOSITION ROOT 3: the window, in Electron and in the browser. */
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/overlays/menu.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from '../shell/App.vue'
import { showRememberedTheme } from '../shell/theme.ts'
import { FEATURES } from '../stores/features.ts'
import { useModelDocument } from '../stores/model-document.ts'
import type { WindowPorts } from '../stores/ports.ts'
import { useSettings } from '../stores/settings.ts'
import { features } from './features.ts'
import { shellBridge } from './host/electron-bridge.ts'
import { providePorts, realPorts } from './provide-host.ts'

/** `?fake` (in development only) runs the window alone, against a host in memory. */
async function choosePorts(): Promise<WindowPorts> {
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('fake')) {
    const { fakePorts } = await import('./host/fake-window.ts')
    return fakePorts(new URLSearchParams(location.search))
  }
  return realPorts()
}

async function start(): Promise<void> {
  showRememberedTheme()
  const app = createApp(App)
  app.use(createPinia())
  app.provide(FEATURES, features)
  providePorts(app, await choosePorts())
  app.runWithContext(() => saveBeforeLeaving())
  app.mount('#app')
}

/** Nothing that was edited may be lost when the window goes: the desktop shell waits, the browser is asked to. */
function saveBeforeLeaving(): void {
  const model = useModelDocument()
  const settings = useSettings()
  const save = async () => {
    await settings.write()
    return await model.flush()
  }
  const bridge = shellBridge()
  if (bridge) {
    bridge.onBeforeClose(save)
    return
  }
  window.addEventListener('beforeunload', event => {
    void save()
    if (model.saveState !== 'saved') event.preventDefault()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
  })
}

void start()
