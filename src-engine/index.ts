/** `#engine`: the running database. Node only. Programs of others import it as `facet/engine`. */
export { DynamoError, type DynamoErrorCode, type OperationName } from '#dynamo'
export { DEFAULT_BEHAVIOR, type EngineBehavior } from './behavior.ts'
export { createEngine, type Engine, type EngineEvent, type EngineOptions } from './engine.ts'
export type { EngineAccount } from './engine-account.ts'
export type { Metered } from './operations/operation.ts'
export { SUPPORTED_OPERATIONS } from './operations/registry.ts'
export type { Clock, IdSource, Ports, Timers } from './ports.ts'
export { type RunningServer, type ServerOptions, startServer } from './server/http-server.ts'
export { PortInUseError } from './server/port-in-use.ts'
export type { Answer, RequestHandler } from './server/request-handler.ts'
export type { RequestRecord } from './server/request-record.ts'
export {
  createSdkHandler,
  type SdkAbortSignal,
  type SdkCallOptions,
  type SdkHandler,
  type SdkHandlerOptions,
  type SdkRequest,
  type SdkResponse,
} from './server/sdk-handler.ts'
export type { AccessKey } from './server/signature-verifier.ts'
export { StorageInUseError, type StorageLocation, StorageUnusableError } from './storage/database.ts'
export { systemPorts } from './system-ports.ts'
