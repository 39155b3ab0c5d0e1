import type { Socket } from 'node:net'

/** How long requests in flight may hold up a closing server, in milliseconds. */
const CLOSING_GRACE = 5000

/**
 * The open connections of a server and how many requests each has in flight, so that closing can end the idle ones at
 * once (node:http counts a connection that has not sent anything yet as busy) and wait for the others.
 */
export class Connections {
  readonly #inFlight = new Map<Socket, number>()
  #closing = false

  get closing(): boolean {
    return this.#closing
  }

  add(socket: Socket): void {
    this.#inFlight.set(socket, 0)
    socket.once('close', () => this.#inFlight.delete(socket))
  }

  begin(socket: Socket): void {
    this.#inFlight.set(socket, (this.#inFlight.get(socket) ?? 0) + 1)
  }

  /** The answer is out. A closing server ends the connection with its last answer. */
  end(socket: Socket): void {
    const left = (this.#inFlight.get(socket) ?? 1) - 1
    if (this.#inFlight.has(socket)) this.#inFlight.set(socket, left)
    if (this.#closing && left === 0) socket.end()
  }

  /** Ends idle connections now and the others with their last answer, at the latest after a grace period. */
  close(): void {
    this.#closing = true
    for (const [socket, count] of this.#inFlight) if (count === 0) socket.destroy()
    setTimeout(() => {
      for (const socket of this.#inFlight.keys()) socket.destroy()
    }, CLOSING_GRACE).unref()
  }
}
