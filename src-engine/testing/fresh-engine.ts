import type { EngineBehavior } from '../behavior.ts'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from './manual-ports.ts'

/** An engine in memory with a manual clock. Close it, or declare it with `await using`. */
export function freshEngine(
  behavior: Partial<EngineBehavior> = {},
): Engine & AsyncDisposable & { readonly ports: ManualPorts } {
  const ports = new ManualPorts()
  const engine = createEngine({ storage: { kind: 'memory' }, ports, behavior })
  return Object.assign(engine, { ports, [Symbol.asyncDispose]: () => engine.close() })
}
