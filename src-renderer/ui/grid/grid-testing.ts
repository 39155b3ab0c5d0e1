/**
 * For component tests only: happy-dom lays nothing out, so every element has the size 0 and a virtual grid draws no row.
 * Gives every element a size until the returned function is called.
 */
export function giveElementsSize(width = 1200, height = 600): () => void {
  const kept = ['offsetWidth', 'offsetHeight', 'clientWidth', 'clientHeight'].map(
    name => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
  )
  for (const [name] of kept) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get: () => (name.endsWith('Width') ? width : height),
    })
  }
  return () => {
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(HTMLElement.prototype, name, descriptor)
      else Reflect.deleteProperty(HTMLElement.prototype, name)
    }
  }
}
