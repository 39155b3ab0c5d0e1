import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PROVIDER = join('registry.terraform.io', 'hashicorp', 'aws')
/** Where operating systems and people put Terraform plugins for use without the network. */
const ROOTS = [
  process.env.TF_PLUGIN_CACHE_DIR ?? '',
  join(homedir(), '.terraform.d', 'plugins'),
  join(homedir(), '.terraform.d', 'plugin-cache'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt',
]

/** A folder that holds the real AWS provider for Terraform, or undefined. Looks one level below each root too. */
export async function findProviderMirror(): Promise<string | undefined> {
  for (const root of ROOTS.filter(path => path !== '')) {
    const below = await names(root)
    for (const folder of [root, ...below.map(name => join(root, name))]) {
      if ((await names(join(folder, PROVIDER))).length > 0) return folder
    }
  }
  return undefined
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
