/**
 * Builds what programs import as `facet/engine`: the engine as an ES module and as a CommonJS module (Jest loads no
 * other), and its types.
 *
 *   node scripts/build-engine.ts [folder, out/engine unless given]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'vite'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const ROOT = join(import.meta.dirname, '..')
const DOOR = join(ROOT, 'src-engine', 'index.ts')

const target = resolve(process.argv[2] ?? join(ROOT, 'out', 'engine'))
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
await bundle()
await declare(join(target, 'types'))
// One set of types serves both modules: as CommonJS it may be imported by either kind.
writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n')

async function bundle(): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: target,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      ssr: true,
      rolldownOptions: {
        input: DOOR,
        external: ['better-sqlite3', /^node:/],
        output: [
          { format: 'es', entryFileNames: 'index.mjs' },
          { format: 'cjs', entryFileNames: 'index.cjs' },
        ],
      },
    },
  })
}

/** Declarations of everything behind the door. Sources import each other as `.ts` and by door, which nobody else can. */
async function declare(types: string): Promise<void> {
  const options = {
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: 'true',
    allowImportingTsExtensions: 'true',
    // A gate has checked them.
    noCheck: 'true',
    types: 'node',
    rootDir: join(ROOT, 'src-engine'),
    outDir: types,
    declaration: 'true',
    emitDeclarationOnly: 'true',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { ok, output } = await runStep({
    name: 'types of the engine',
    command: process.execPath,
    args: [installedTool('typescript', 'tsc'), DOOR, ...args],
    cwd: ROOT,
  })
  if (!ok) throw new Error(`The types of the engine could not be written:\n${output}`)
  for (const path of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.d.ts')) continue
    const file = join(types, path)
    writeFileSync(file, withPlainImports(readFileSync(file, 'utf8'), relative(dirname(file), types) || '.'))
  }
}

/** `up` leads from the file to the folder that has all of them. */
function withPlainImports(text: string, up: string): string {
  return text
    .replaceAll(/(?<=from |import\()'#dynamo'/g, `'${up.replaceAll('\\', '/')}/dynamo/index.js'`)
    .replaceAll(/(?<=(?:from |import\()'\.[^']*)\.ts(?=')/g, '.js')
}
