/** How many elements two lists have in common at the start and, behind those, at the end: an edit lies in between. */
export function commonEnds<T>(
  left: readonly T[],
  right: readonly T[],
): { readonly start: number; readonly end: number } {
  const most = Math.min(left.length, right.length)
  let start = 0
  while (start < most && left[start] === right[start]) start++
  let end = 0
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  return { start, end }
}
