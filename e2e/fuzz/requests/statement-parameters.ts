import fc from 'fast-check'
import { values } from './attribute-values.ts'

/** A statement with parameters: mostly as many as it has question marks. */
export function withParameters(
  Statement: string,
): fc.Arbitrary<{ readonly Statement: string; readonly Parameters?: readonly unknown[] }> {
  const marks = Statement.replaceAll(/'[^']*'|"[^"]*"/g, '').split('?').length - 1
  const counts = fc.oneof({ weight: 12, arbitrary: fc.constant(marks) }, fc.constantFrom(0, marks + 1))
  return counts.chain(count =>
    count === 0
      ? fc.constant({ Statement })
      : fc
          .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom({ S: 'x' }, { N: '0' }, { B: 'AA==' }) }, values), {
            minLength: count,
            maxLength: count,
          })
          .map(Parameters => ({ Statement, Parameters })),
  )
}
