/** The address is taken by another program. */
export class PortInUseError extends Error {
  readonly code = 'PORT_IN_USE'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number) {
    super(`Port ${port} on ${host} is in use. Choose another port or stop the program that uses it.`)
    this.name = 'PortInUseError'
    this.host = host
    this.port = port
  }
}
