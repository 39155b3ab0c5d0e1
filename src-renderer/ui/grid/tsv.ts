/**
 * Cells as spreadsheets exchange them: tab between cells, line break between rows, a cell with either of them (or a
 * quote at its start) in double quotes, quotes inside doubled.
 */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => row.map(quote).join('\t')).join('\n')
}

function quote(cell: string): string {
  return /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Reads what `writeTsv` and spreadsheets write. A line break at the very end adds no row. */
export function readTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let at = 0
  const row = () => rows[rows.length - 1] ?? []
  while (at <= text.length) {
    const [cell, next] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at)
    row().push(cell)
    if (text[next] === '\t') {
      at = next + 1
      continue
    }
    at = next + (text[next] === '\r' && text[next + 1] === '\n' ? 2 : 1)
    if (next >= text.length || at >= text.length) break
    rows.push([])
  }
  return rows
}

function readPlain(text: string, from: number): readonly [string, number] {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1
  return [text.slice(from, at), at]
}

function readQuoted(text: string, from: number): readonly [string, number] {
  let cell = ''
  let at = from + 1
  while (at < text.length) {
    if (text[at] !== '"') cell += text[at]
    else if (text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else break
    at += 1
  }
  const [rest, end] = readPlain(text, at + 1)
  return [cell + rest, end]
}
