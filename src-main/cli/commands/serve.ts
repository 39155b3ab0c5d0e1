import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type AccessKey,
  createEngine,
  type Engine,
  type EngineBehavior,
  type RunningServer,
  startServer,
  systemPorts,
} from '#engine'
import { readAccessKeys } from '../../node/access-keys.ts'
import { BEHAVIOR_FLAGS, BEHAVIOR_HELP, readBehavior } from '../../node/behavior-flags.ts'
import { readPort, UsageError } from '../../node/usage-error.ts'

const DEFAULT_PORT = '8000'
const DEFAULT_HOST = '127.0.0.1'

const HELP = `Runs a local DynamoDB endpoint

Usage: facet serve [options]

Options:
  --port N      port to listen on (default ${DEFAULT_PORT}; 0 takes a free one)
  --host H      address to listen on (default ${DEFAULT_HOST}, this machine only)
  --data DIR    keep tables in this directory; made when it is not there
  --memory      keep tables in memory, until it ends (default)
  --allow-origin ORIGIN
                let pages of this origin call, beside those of this machine; * lets all
                (may be repeated)
  --verify-signatures
                answer only what is signed with a key of AWS_ACCESS_KEY_ID and
                AWS_SECRET_ACCESS_KEY (AWS_SESSION_TOKEN), or of --credentials
  --credentials FILE
                file with the keys, like ~/.aws/credentials; every profile counts
  --help        this text

${BEHAVIOR_HELP}`

interface ServeOptions {
  readonly port: number
  readonly host: string
  /** Undefined: in memory. */
  readonly data: string | undefined
  readonly origins: 'any' | readonly string[]
  /** Undefined: any signature will do. */
  readonly keys: readonly AccessKey[] | undefined
  readonly behavior: Partial<EngineBehavior>
}

/** `facet serve`: engine and endpoint in this process until a signal ends it. Throws UsageError. */
export async function serve(arguments_: readonly string[]): Promise<void> {
  const flags = readFlags(arguments_)
  if (flags.help) {
    process.stdout.write(HELP)
    return
  }
  const options = checkFlags(flags)
  const engine = openEngine(options)
  const server = await listen(engine, options).catch(async error => {
    await engine.close()
    throw error
  })
  endOnSignals(engine, server)
  process.stdout.write(welcome(server.url, options))
}

function openEngine({ data, behavior }: ServeOptions): Engine {
  try {
    return createEngine({
      storage: data === undefined ? { kind: 'memory' } : { kind: 'directory', path: data },
      behavior,
    })
  } catch (error) {
    // Both say in their message what to do next.
    throw isCode(error, 'STORAGE_IN_USE', 'STORAGE_UNUSABLE') ? new UsageError(error.message) : error
  }
}

async function listen(engine: Engine, { port, host, origins, keys }: ServeOptions): Promise<RunningServer> {
  const { clock, ids } = systemPorts()
  const verifySignatures = keys && { credentials: keys }
  const options = { port, host, origins, verifySignatures, clock, requestIds: ids.requestId, log: complain }
  try {
    return await startServer(engine, options)
  } catch (error) {
    if (isCode(error, 'PORT_IN_USE')) {
      throw new UsageError(
        `Port ${port} on ${host} is taken by another program. Stop it, or choose another port: facet serve --port ${port + 1}`,
      )
    }
    if (isCode(error, 'EACCES')) {
      throw new UsageError(`You may not listen on port ${port}. Choose one above 1023: facet serve --port 8000`)
    }
    if (isCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) {
      throw new UsageError(
        `${host} is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 to let other machines in.`,
      )
    }
    throw error
  }
}

/** Requests in flight are answered, then the store is closed. A second signal does not wait. */
function endOnSignals(engine: Engine, server: RunningServer): void {
  let ending = false
  const end = async () => {
    if (ending) process.exit(130)
    ending = true
    await server.close()
    await engine.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      end().catch(error => {
        complain('The store could not be closed', error)
        process.exit(1)
      })
    })
  }
}

function welcome(url: string, { data, host, keys }: ServeOptions): string {
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(host)
  return [
    `DynamoDB endpoint  ${url}`,
    `Storage            ${data ?? 'memory: tables are gone when this ends; --data DIR keeps them'}`,
    ...(isOpen
      ? [
          `Open to            every machine that reaches ${host}; ${keys ? 'signatures are verified' : 'there is no access control'}`,
        ]
      : []),
    `AWS CLI            aws dynamodb list-tables --endpoint-url ${url}`,
    `SDKs               AWS_ENDPOINT_URL_DYNAMODB=${url}`,
    `Any Region and ${keys ? keysText(keys.length) : 'any credentials will do'}. Ctrl+C ends.`,
    '',
  ].join('\n')
}

function keysText(count: number): string {
  return count === 1 ? 'only the one key that was given will do' : `only the ${count} keys that were given will do`
}

function checkFlags(flags: ReturnType<typeof readFlags>): ServeOptions {
  if (flags.memory && flags.data !== undefined) {
    throw new UsageError('--memory and --data exclude each other: give one of them.')
  }
  if (flags.credentials !== undefined && !flags['verify-signatures']) {
    throw new UsageError('--credentials names keys for --verify-signatures: give both.')
  }
  if (flags.data === '') throw new UsageError('--data takes a directory.')
  return {
    port: readPort(flags.port ?? DEFAULT_PORT, '--port'),
    host: flags.host || DEFAULT_HOST,
    data: flags.data === undefined ? undefined : resolve(flags.data),
    origins: readOrigins(flags['allow-origin'] ?? []),
    keys: flags['verify-signatures'] ? readAccessKeys(flags.credentials, process.env) : undefined,
    behavior: readBehavior(flags),
  }
}

/** As browsers write them: scheme, host and port, or `null` for pages without an origin. */
function readOrigins(texts: readonly string[]): 'any' | readonly string[] {
  if (texts.includes('*')) return 'any'
  return texts.map(text => {
    if (text === 'null') return text
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || url.origin === 'null') {
      throw new UsageError(
        `--allow-origin takes an origin such as https://app.example, or *, not ${JSON.stringify(text)}.`,
      )
    }
    return url.origin
  })
}

function readFlags(arguments_: readonly string[]) {
  try {
    return parseArgs({
      args: [...arguments_],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        'allow-origin': { type: 'string', multiple: true },
        'verify-signatures': { type: 'boolean' },
        credentials: { type: 'string' },
        ...BEHAVIOR_FLAGS,
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See facet serve --help.`)
  }
}

function isCode(error: unknown, ...codes: readonly string[]): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}

function complain(text: string, error: unknown): void {
  process.stderr.write(`${text}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
