import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEngine, type Engine, type RunningServer, startServer, systemPorts } from '#engine'
import { exportTerraform, tableInputs } from '#modeling'
import { importedModel, MODEL_FILES } from './models.ts'
import { isInstalled, runTool, type ToolRun } from './outside-tool.ts'
import { findProviderMirror } from './provider-mirror.ts'

/**
 * The exported Terraform, run by the real Terraform with the real AWS provider against our own endpoint: it validates,
 * applies, plans no further change, and destroys. Auto scaling belongs to another service, so only tables are applied.
 */

const mirror = await findProviderMirror()
const installed = await isInstalled('terraform', 'version')
const reason = installed ? 'No folder with the AWS provider was found' : 'terraform is not installed'

const DOCUMENTS = MODEL_FILES.map(importedModel)

let folder: string
let engine: Engine
let server: RunningServer
const ports = systemPorts()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-terraform-'))
  engine = createEngine({ storage: { kind: 'memory' } })
  server = await startServer(engine, {
    host: '127.0.0.1',
    port: 0,
    requestIds: ports.ids.requestId,
    clock: ports.clock,
  })
})
afterAll(async () => {
  await server.close()
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

function terraform(...args: readonly string[]): Promise<ToolRun> {
  return runTool('terraform', args, {
    cwd: folder,
    env: {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
}

const provider = `provider "aws" {
  region                      = "us-east-1"
  access_key                  = "any"
  secret_key                  = "key"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  max_retries                 = 1
  endpoints {
    dynamodb = "ENDPOINT"
  }
}
`

/** Every model's export as a module of one configuration: the provider is large, and is so loaded once per command. */
async function prepare(): Promise<void> {
  const rc = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`
  await writeFile(join(folder, 'terraform.rc'), rc)
  let main = provider.replace('ENDPOINT', server.url)
  for (const [i, document] of DOCUMENTS.entries()) {
    main += `\nmodule "model_${i}" {\n  source = "./model_${i}"\n}\n`
    await mkdir(join(folder, `model_${i}`))
    for (const { name, text } of exportTerraform(document).files)
      await writeFile(join(folder, `model_${i}`, name), text)
  }
  await writeFile(join(folder, 'main.tf'), main)
}

const succeeded = (run: ToolRun): void => {
  expect(run.code, run.output).toBe(0)
}

test('terraform validates, applies, keeps and destroys the exports of the five models', { timeout: 600_000 }, async ({
  skip,
}) => {
  skip(!installed || mirror === undefined, reason)
  await prepare()
  const inputs = DOCUMENTS.flatMap(document => tableInputs(document))
  succeeded(await terraform('init', '-input=false', '-no-color'))
  succeeded(await terraform('fmt', '-check', '-diff', '-recursive'))
  succeeded(await terraform('validate', '-no-color'))

  const { output: graph } = await terraform('graph')
  const tables = [...new Set(graph.match(/module\.model_\d\.aws_dynamodb_table\.\w+/g) ?? [])]
  expect(tables).toHaveLength(inputs.length)
  const targets = tables.map(table => `-target=${table}`)
  succeeded(await terraform('apply', '-auto-approve', '-input=false', '-no-color', ...targets))
  for (const wanted of inputs) {
    const { Table } = (await engine.execute('DescribeTable', { TableName: wanted.TableName })) as {
      Table: Record<string, unknown>
    }
    expect(Table.KeySchema).toEqual(wanted.KeySchema)
    const names = (indexes: unknown): unknown[] =>
      ((indexes ?? []) as { IndexName: string }[]).map(index => index.IndexName).sort()
    expect(names(Table.GlobalSecondaryIndexes)).toEqual(names(wanted.GlobalSecondaryIndexes))
  }
  const again = await terraform('plan', '-detailed-exitcode', '-input=false', '-no-color', ...targets)
  expect(again.code, `a second plan changes nothing:\n${again.output}`).toBe(0)
  succeeded(await terraform('destroy', '-auto-approve', '-input=false', '-no-color', ...targets))
  expect(await engine.execute('ListTables', {})).toEqual({ TableNames: [] })
})
