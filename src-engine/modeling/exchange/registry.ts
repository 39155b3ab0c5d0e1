import type { ModelDocument } from '../document/model-document.ts'
import { type JsonNode, memberOf } from '../json/json-node.ts'
import { readModelText } from './agent-model/model-text.ts'
import type { ExportResult } from './exchange-note.ts'
import { exportCloudFormation } from './exporters/cloudformation.ts'
import { exportMcpModel } from './exporters/mcp-data-model.ts'
import { exportSkillModel } from './exporters/skill-data-model.ts'
import { exportTerraform } from './exporters/terraform.ts'
import { exportWorkbench } from './exporters/workbench-json.ts'
import { importMcpModel, isMcpModel } from './importers/mcp-data-model.ts'
import { importSkillModel, isSkillModel } from './importers/skill-data-model.ts'
import { importWorkbench } from './importers/workbench-json.ts'
import type { ModelImport } from './model-import.ts'

/** A way out of Facet, as the export dialog lists it. */
export interface Exporter {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Of the text, for an editor: `yaml`, `hcl`, `json`. */
  readonly language: string
  /** `at` is the time of the export, for formats that say when a model was made. */
  readonly export: (document: ModelDocument, options?: { readonly at?: Date }) => ExportResult
}

/** A way in. */
export interface Importer {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Endings of the files to offer, with the dot. */
  readonly extensions: readonly string[]
  /** Whether a file is, or means to be, of this format. */
  readonly recognizes: (root: JsonNode) => boolean
  readonly import: (text: string) => ModelImport
}

export const exporters: readonly Exporter[] = [
  {
    id: 'cloudformation',
    title: 'CloudFormation',
    description: 'A YAML template with tables, indexes, settings and auto scaling',
    language: 'yaml',
    export: document => exportCloudFormation(document),
  },
  {
    id: 'terraform',
    title: 'Terraform',
    description: 'A main.tf for the AWS provider 5.100 or later',
    language: 'hcl',
    export: document => exportTerraform(document),
  },
  {
    id: 'workbench-json',
    title: 'NoSQL Workbench',
    description: 'A model file with facets and sample items',
    language: 'json',
    export: (document, options) =>
      exportWorkbench(document, options?.at === undefined ? {} : { created: options.at }),
  },
  {
    id: 'mcp-data-model',
    title: 'DynamoDB MCP server',
    description: 'A dynamodb_data_model.json with tables, items and commands',
    language: 'json',
    export: document => exportMcpModel(document),
  },
  {
    id: 'skill-data-model',
    title: 'DynamoDB skill',
    description: 'A dynamodb_data_model.json with entities, sizes and rates',
    language: 'json',
    export: document => exportSkillModel(document),
  },
]

export const importers: readonly Importer[] = [
  {
    id: 'workbench-json',
    title: 'NoSQL Workbench',
    description: 'A model file of any version, with facets and sample items',
    extensions: ['.json'],
    recognizes: root => root.kind === 'object' && memberOf(root, 'DataModel') !== undefined,
    import: importWorkbench,
  },
  {
    id: 'mcp-data-model',
    title: 'DynamoDB MCP server',
    description: 'A dynamodb_data_model.json with tables, items and commands',
    extensions: ['.json'],
    recognizes: isMcpModel,
    import: importMcpModel,
  },
  {
    id: 'skill-data-model',
    title: 'DynamoDB skill',
    description: 'A dynamodb_data_model.json with entities, sizes and rates',
    extensions: ['.json'],
    recognizes: isSkillModel,
    import: importSkillModel,
  },
]

/** Reads a file of any format that is listed; what none recognizes is refused in the words of the first. */
export function importModel(text: string): ModelImport {
  const read = readModelText(text)
  const importer = 'node' in read ? importers.find(each => each.recognizes(read.node)) : undefined
  return (importer ?? { import: importWorkbench }).import(text)
}
