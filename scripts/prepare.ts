/**
 * Run by npm at the end of `npm ci`: builds the application, so that the first start is as quick as any later one.
 * Leaves it to the first start where the tools of a build are not installed (`npm ci --omit=dev`) or it fails.
 */
import { build } from './build.ts'

try {
  process.chdir(new URL('..', import.meta.url).pathname)
  await build()
} catch {
  console.log('The application will be built at its first start.')
}
