import { type ContractRouterClient, oc } from '@orpc/contract'
import { appCalls } from './calls/app.ts'
import { dataCalls } from './calls/data.ts'
import { engineCalls } from './calls/engine.ts'
import { filesCalls } from './calls/files.ts'
import { projectsCalls } from './calls/projects.ts'
import { proofCalls } from './calls/proof.ts'
import { settingsCalls } from './calls/settings.ts'
import { hostErrors } from './host-error.ts'

/** Everything the window may ask of the host, whichever shell it runs in. Validated on both sides. */
export const hostContract = oc.errors(hostErrors).router({
  app: appCalls,
  projects: projectsCalls,
  engine: engineCalls,
  data: dataCalls,
  files: filesCalls,
  proof: proofCalls,
  settings: settingsCalls,
})

/** The host as the window sees it. */
export type HostApi = ContractRouterClient<typeof hostContract>
