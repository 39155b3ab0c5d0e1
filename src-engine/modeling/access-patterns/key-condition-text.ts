import type { CallTarget, KeyCondition } from './access-path.ts'
import { HIGHEST } from './match-key.ts'

/** A key condition as a reader writes it: `PK = CUSTOMER#{customerId} AND begins_with(SK, ORDER#)`. */
export function keyConditionText({ key }: Pick<CallTarget, 'key'>): string {
  return key.map(conditionText).join(' AND ')
}

function conditionText({ attribute, is, templates }: KeyCondition): string {
  const [first = '', second = ''] = templates.map(template => template.replaceAll(HIGHEST, '…'))
  switch (is) {
    case 'begins_with':
      return `begins_with(${attribute}, ${first})`
    case 'between':
      return `${attribute} BETWEEN ${first} AND ${second}`
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${attribute} ${is} ${first}`
  }
}
