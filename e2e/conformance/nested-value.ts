/** A string inside so many maps. */
export function nestedValue(maps: number): object {
  let value: object = { S: 'leaf' }
  for (let level = 0; level < maps; level++) value = { M: { n: value } }
  return value
}

export const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'
