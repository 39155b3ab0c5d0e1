/**
 * How a window inside Electron gets its connection: the preload script offers `window.facetShell`, the window calls
 * `requestPort()`, and a `message` event with `data === SHELL_PORT_MESSAGE` brings the MessagePort in `event.ports[0]`.
 * Where `window.facetShell` is absent the window is in a browser and opens a WebSocket on `/rpc`.
 */
export interface ShellBridge {
  /** Asks for a fresh port; an earlier one is closed by the host. */
  requestPort(): void
  /**
   * Called before the window closes: must save what is unsaved and say whether that worked. With `false` the person is
   * asked whether to close all the same.
   */
  onBeforeClose(save: () => Promise<boolean>): void
}

/** Name of the bridge on `window`. */
export const SHELL_BRIDGE = 'facetShell'

/** `data` of the window message that carries the port. */
export const SHELL_PORT_MESSAGE = 'facet:port'

/** Names on Electron's own channel between preload script and main process. */
export const SHELL_CHANNELS = {
  requestPort: 'facet:request-port',
  port: 'facet:port',
  beforeClose: 'facet:before-close',
  closeAnswer: 'facet:close-answer',
} as const
