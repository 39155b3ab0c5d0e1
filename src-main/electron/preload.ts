/**
 * Runs in the sandbox beside the page, and hands it a MessagePort to the host: nothing of Node or Electron gets through.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { SHELL_BRIDGE, SHELL_CHANNELS, SHELL_PORT_MESSAGE, type ShellBridge } from '../contract/shell-bridge.ts'

let save = () => Promise.resolve(true)

const bridge: ShellBridge = {
  requestPort: () => ipcRenderer.send(SHELL_CHANNELS.requestPort),
  onBeforeClose: listener => {
    save = listener
  },
}
contextBridge.exposeInMainWorld(SHELL_BRIDGE, bridge)

ipcRenderer.on(SHELL_CHANNELS.port, event => {
  window.postMessage(SHELL_PORT_MESSAGE, window.location.origin, [...event.ports])
})

ipcRenderer.on(SHELL_CHANNELS.beforeClose, () => {
  save().then(
    saved => ipcRenderer.send(SHELL_CHANNELS.closeAnswer, saved),
    () => ipcRenderer.send(SHELL_CHANNELS.closeAnswer, false),
  )
})
