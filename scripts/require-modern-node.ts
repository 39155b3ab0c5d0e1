/** SQLite's native module needs 22.12; sources that run without a build, as scripts and threads do in tests, need this. */
const OLDEST = { major: 22, minor: 18 }

/**
 * Ends the process with a sentence on what to do when it runs on too old a Node: started that way, SQLite's native module
 * takes the process down without a word.
 */
export function requireModernNode(tool: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return
  process.stderr.write(
    `This is Node ${process.versions.node}, too old for Facet's tests. Start them through npm, which uses the project's own Node: ` +
      `npx ${tool} …, or npm test.\n`,
  )
  process.exit(1)
}
