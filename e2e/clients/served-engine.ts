import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createEngine, startServer, systemPorts } from '#engine'

/** An engine in memory behind an endpoint of this process, with a client of the AWS SDK that others are built on. */
export interface ServedEngine extends AsyncDisposable {
  readonly endpoint: string
  readonly client: DynamoDBClient
  /** A client of its own, for libraries that change the one they are given. Ends with the engine. */
  newClient(): DynamoDBClient
}

/** Serves an empty engine on a free port. What goes wrong inside it is thrown when it ends. */
export async function serveEngine(): Promise<ServedEngine> {
  const faults: unknown[] = []
  const ports = systemPorts()
  const engine = createEngine({ storage: { kind: 'memory' } })
  const server = await startServer(engine, {
    host: '127.0.0.1',
    port: 0,
    requestIds: ports.ids.requestId,
    clock: ports.clock,
    log: (_, error) => faults.push(error),
  })
  const clients: DynamoDBClient[] = []
  const newClient = (): DynamoDBClient => {
    const client = new DynamoDBClient({
      endpoint: server.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'key' },
      maxAttempts: 1,
    })
    clients.push(client)
    return client
  }
  return {
    endpoint: server.url,
    client: newClient(),
    newClient,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy()
      await server.close()
      await engine.close()
      if (faults.length > 0) throw faults[0]
    },
  }
}
