import { oc } from '@orpc/contract'
import { z } from 'zod'

export const filesCalls = {
  /**
   * Native save dialog for an exported file: text, or bytes such as a picture's in Base64. Only with `nativeDialogs`; elsewhere the window makes a browser download.
   * `path` absent when cancelled.
   */
  saveAs: oc
    .input(
      z.union([
        z.object({ suggestedName: z.string(), text: z.string() }),
        z.object({ suggestedName: z.string(), base64: z.base64() }),
      ]),
    )
    .output(z.object({ path: z.string().optional() })),
}
