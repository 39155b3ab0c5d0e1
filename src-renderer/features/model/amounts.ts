import { countOf } from '../../ui/index.ts'

/** A count with its noun: `1 item`, `1,200 items`. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return countOf(amount, one, many)
}

/** Bytes as DynamoDB counts them (1 KB is 1024 bytes): `812 B`, `1.4 KB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const unit = bytes < 1024 ** 2 ? 'KB' : 'MB'
  const amount = bytes / (unit === 'KB' ? 1024 : 1024 ** 2)
  return `${amount.toLocaleString('en', { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`
}
