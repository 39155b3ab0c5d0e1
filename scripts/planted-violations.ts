/** A file that breaks exactly one rule of the import graph, to be put into the toy house. */
export interface Plant {
  readonly rule: string
  readonly path: string
  readonly text: string
}

const inComponent = (script: string) =>
  `<script setup lang="ts">\n${script}\n</script>\n\n<template><p /></template>\n`

/**
 * At least one for every rule. Imports of types, imports inside components and imports through a door count as much as
 * plain ones, so each of these forms stands where it is the likeliest slip.
 */
export const PLANTS: readonly Plant[] = [
  { rule: 'no-cycles', path: 'src-engine/tables/first.ts', text: "export * from './second.ts'" },
  {
    rule: 'no-cycles',
    path: 'src-engine/tables/second.ts',
    text: "import type * as first from './first.ts'\nexport type First = typeof first",
  },
  { rule: 'nothing-unresolved', path: 'src-engine/tables/lost.ts', text: "export * from './nowhere.ts'" },
  { rule: 'dynamo-imports-nothing-but-itself', path: 'src-engine/dynamo/node.ts', text: "export * from 'node:fs'" },
  { rule: 'dynamo-imports-nothing-but-itself', path: 'src-engine/dynamo/npm.ts', text: "export * from 'zod'" },
  {
    rule: 'dynamo-imports-nothing-but-itself',
    path: 'src-engine/dynamo/engine-type.ts',
    text: "import type { registry } from '#engine'\nexport type R = typeof registry",
  },
  {
    rule: 'modeling-imports-only-the-dynamo-door',
    path: 'src-engine/modeling/back-door.ts',
    text: "export * from '../dynamo/values/attribute-value.ts'",
  },
  {
    rule: 'modeling-imports-only-the-dynamo-door',
    path: 'src-engine/modeling/engine-type.ts',
    text: "export type { registry } from '#engine'",
  },
  { rule: 'modeling-imports-only-the-dynamo-door', path: 'src-engine/modeling/npm.ts', text: "export * from 'zod'" },
  {
    rule: 'tests-of-pure-code-stay-pure',
    path: 'src-engine/dynamo/impure.test.ts',
    text: "import { registry } from '#engine'\nexport default registry",
  },
  {
    rule: 'tests-of-pure-code-stay-pure',
    path: 'src-engine/modeling/impure.test.ts',
    text: "import { createServer } from 'node:http'\nexport default createServer",
  },
  {
    rule: 'engine-runtime-ignores-modeling',
    path: 'src-engine/tables/planner.ts',
    text: "import type { ModelDocument } from '#modeling'\nexport type D = ModelDocument",
  },
  {
    rule: 'engine-knows-no-host',
    path: 'src-engine/server/contract.ts',
    text: "import type { Sample } from '#contract'\nexport type S = Sample",
  },
  { rule: 'engine-knows-no-host', path: 'src-engine/server/reactive.ts', text: "export { ref } from 'vue'" },
  {
    rule: 'sqlite-only-in-storage',
    path: 'src-engine/operations/support/raw-sql.ts',
    text: "import Database from 'better-sqlite3'\nexport default Database",
  },
  {
    rule: 'sqlite-only-in-storage',
    path: 'src-main/node/raw-sql.ts',
    text: "import type Database from 'better-sqlite3'\nexport type D = Database.Database",
  },
  {
    rule: 'operations-are-strangers',
    path: 'src-engine/operations/update-item.ts',
    text: "export { putItem as updateItem } from './put-item.ts'",
  },
  {
    rule: 'main-enters-engine-by-a-door',
    path: 'src-main/node/window-through-the-wall.ts',
    text: "export * from '../../src-engine/storage/database.ts'",
  },
  {
    rule: 'main-enters-engine-by-a-door',
    path: 'src-main/host/back-door.ts',
    text: "export type { AttributeValue } from '../../src-engine/dynamo/values/attribute-value.ts'",
  },
  { rule: 'contract-is-pure', path: 'src-main/contract/calls/node.ts', text: "export type { Stats } from 'node:fs'" },
  { rule: 'contract-is-pure', path: 'src-main/contract/calls/npm.ts', text: "export * from 'ws'" },
  {
    rule: 'contract-is-pure',
    path: 'src-main/contract/calls/host.ts',
    text: "export type { Files } from '../../host/ports.ts'",
  },
  { rule: 'host-knows-no-shell', path: 'src-main/host/engine.ts', text: "export { serve } from '#engine'" },
  {
    rule: 'host-knows-no-shell',
    path: 'src-main/host/files.ts',
    text: "export type { nodeFiles } from '../node/node-files.ts'",
  },
  {
    rule: 'shells-are-strangers-to-each-other',
    path: 'src-main/electron/fallback.ts',
    text: "export { start } from '../headless/main.ts'",
  },
  {
    rule: 'shells-are-strangers-to-each-other',
    path: 'src-main/cli/window.ts',
    text: "export type { start } from '../headless/main.ts'",
  },
  { rule: 'electron-only-in-its-shell', path: 'src-main/headless/window.ts', text: "export { app } from 'electron'" },
  {
    rule: 'electron-only-in-its-shell',
    path: 'src-main/node/window.ts',
    text: "export type { App } from 'electron'",
  },
  {
    rule: 'renderer-sees-contract-and-pure-doors',
    path: 'src-renderer/features/query/EngineInTheWindow.vue',
    text: inComponent("import { registry } from '#engine'\nconst all = registry"),
  },
  {
    rule: 'renderer-sees-contract-and-pure-doors',
    path: 'src-renderer/features/query/HostType.vue',
    text: inComponent(
      "import type { Files } from '../../../src-main/host/ports.ts'\ndefineProps<{ files: Files }>()",
    ),
  },
  {
    rule: 'renderer-sees-contract-and-pure-doors',
    path: 'src-renderer/stores/back-door.ts',
    text: "export { appCalls } from '../../src-main/contract/calls/app.ts'",
  },
  {
    rule: 'renderer-has-no-node',
    path: 'src-renderer/features/model/DiskView.vue',
    text: inComponent("import { readFileSync } from 'node:fs'\nconst read = readFileSync"),
  },
  { rule: 'renderer-has-no-node', path: 'src-renderer/ui/disk.ts', text: "export type { Stats } from 'node:fs'" },
  {
    rule: 'features-are-strangers',
    path: 'src-renderer/features/model/Neighbour.vue',
    text: inComponent("import QueryView from '../query/QueryView.vue'\nconst view = QueryView"),
  },
  {
    rule: 'features-are-strangers',
    path: 'src-renderer/features/model/neighbour.ts',
    text: "export type { query } from '../query/index.ts'",
  },
  {
    rule: 'ui-and-stores-know-no-feature',
    path: 'src-renderer/ui/Upstairs.vue',
    text: inComponent("import ModelView from '../features/model/ModelView.vue'\nconst view = ModelView"),
  },
  {
    rule: 'ui-and-stores-know-no-feature',
    path: 'src-renderer/stores/upstairs.ts',
    text: "export type { model } from '../features/model/index.ts'",
  },
]
