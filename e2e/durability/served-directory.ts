import { type ChildProcess, spawn } from 'node:child_process'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** `facet serve` on a data directory, in a process of its own. */
export interface ServedDirectory {
  /** Asks once: what fails shall be seen. */
  readonly client: DynamoDBClient
  readonly url: string
  readonly process: ChildProcess
  /** Ends the process, if it still runs, and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/**
 * @param limit command of a Unix shell that runs before, such as `ulimit -f 4096`
 * @throws Error with everything it printed, when it ends instead of listening
 */
export async function serveDirectory(directory: string, limit?: string): Promise<ServedDirectory> {
  const serve = [process.execPath, 'scripts/facet.mjs', 'serve', '--port', '0', '--data', directory]
  const [program = '', ...rest] = limit === undefined ? serve : ['sh', '-c', `${limit}; exec "$0" "$@"`, ...serve]
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  const url = await urlOf(child)
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    client.destroy()
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }
  return { client, url, process: child, end }
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
      if (found !== null) resolve(found[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.on('exit', code => reject(new Error(`facet serve ended with ${code}: ${output}`)))
  })
}
