import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { freePort } from '../../e2e/support/run-settings.ts'

const RUNS = 5

export interface ServeFigures {
  /** From starting `npm run -s facet -- serve` to the first answer to ListTables, per run. */
  readonly startMs: readonly number[]
  readonly idleMegabytes: number
}

/** Starts the endpoint the way a user does, and asks until it answers. */
export async function measureServe(): Promise<ServeFigures> {
  const startMs: number[] = []
  let idleMegabytes = Number.NaN
  for (let run = 0; run < RUNS; run++) {
    const port = await freePort()
    const startedAt = performance.now()
    const child = spawn('npm', ['run', '-s', 'facet', '--', 'serve', '--port', String(port)], {
      detached: true,
      stdio: 'ignore',
    })
    while (!(await listTables(port))) await new Promise(resolve => setTimeout(resolve, 3))
    startMs.push(performance.now() - startedAt)
    await new Promise(resolve => setTimeout(resolve, 1500))
    idleMegabytes = largestMemory(child)
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  }
  return { startMs, idleMegabytes }
}

function listTables(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
      },
    })
    asked.on('response', answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode === 200))
    })
    asked.on('error', () => resolve(false))
    asked.end('{}')
  })
}

/** Resident memory of the largest process below npm, in MB: the server itself (npm and the shell only wait). Linux. */
function largestMemory(npm: ChildProcess): number {
  const below = (pid: number): number[] => {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)
    return [...children, ...children.flatMap(below)]
  }
  const sizes = below(npm.pid ?? 0).map(pid => {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1] ?? 0) / 1024
  })
  return Math.max(...sizes)
}
