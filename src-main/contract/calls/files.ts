import { oc } from '@orpc/contract'
import { z } from 'zod'

export const filesCalls = {
  /**
   * Native save dialog for exported text. Only with `nativeDialogs`; elsewhere the window makes a browser download.
   * `path` absent when cancelled.
   */
  saveAs: oc
    .input(z.object({ suggestedName: z.string(), text: z.string() }))
    .output(z.object({ path: z.string().optional() })),
}
