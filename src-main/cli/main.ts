/** COMPOSITION ROOT 4: the command line. One command is loaded per run, so that each starts as fast as it can. */
import { UsageError } from '../node/usage-error.ts'

const HELP = `Facet, a workbench for Amazon DynamoDB

Usage: facet <command> [options]

Commands:
  serve    run a local DynamoDB endpoint
  check    prove the access patterns of a model on a real engine

Options:
  --help       this text, or a command's own: facet serve --help
  --version    the version
`

async function main([command, ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'serve':
      return (await import('./commands/serve.ts')).serve(rest)
    case 'check':
      return (await import('./commands/check.ts')).check(rest)
    case '--version':
    case '-v': {
      const { readVersion } = await import('../node/app-info.ts')
      const { join } = await import('node:path')
      // The same from the sources (src-main/cli) and from the build (out/main).
      process.stdout.write(`${readVersion(join(import.meta.dirname, '..', '..'))}\n`)
      return
    }
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(HELP)
      return
    default:
      throw new UsageError(`There is no command ${JSON.stringify(command)}. See facet --help.`)
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const isUsage = error instanceof UsageError
  const text = isUsage ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`facet: ${text}\n`)
  process.exitCode = isUsage ? 2 : 1
}
