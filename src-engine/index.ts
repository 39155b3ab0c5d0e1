/** `#engine`: the running database. Node only. */
export { type Answer, createEngine, type Engine, type EngineEvent, type EngineOptions } from './engine.ts'
export type { EngineAccount } from './engine-context.ts'
export type { Metered } from './operations/operation.ts'
export { SUPPORTED_OPERATIONS } from './operations/registry.ts'
export type { Clock, IdSource, Ports } from './ports.ts'
export { StorageInUseError, type StorageLocation, StorageUnusableError } from './storage/database.ts'
export { systemPorts } from './system-ports.ts'
