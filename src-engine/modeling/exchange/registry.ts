import type { ModelDocument } from '../document/model-document.ts'
import type { ExportResult } from './exchange-note.ts'
import { exportCloudFormation } from './exporters/cloudformation.ts'
import { exportTerraform } from './exporters/terraform.ts'
import { exportWorkbench } from './exporters/workbench-json.ts'
import { importWorkbench, type WorkbenchImport } from './importers/workbench-json.ts'

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
  readonly import: (text: string) => WorkbenchImport
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
]

export const importers: readonly Importer[] = [
  {
    id: 'workbench-json',
    title: 'NoSQL Workbench',
    description: 'A model file of any version, with facets and sample items',
    extensions: ['.json'],
    import: importWorkbench,
  },
]
