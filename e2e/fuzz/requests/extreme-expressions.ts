import fc from 'fast-check'

/** Deep or long, up to about the 4 KB that a text may have. */
export const extremeExpressions = fc
  .tuple(
    fc.constantFrom<readonly [string, string, string]>(
      ['( ', 'a = :s', ' )'],
      ['NOT ', 'a = :s', ''],
      ['NOT ( ', 'a = :s', ' )'],
      ['a = :s OR ', 'a = :s', ''],
      ['size ( ', 'l', ' )'],
      ['a IN ( :s , ', ':s', ' )'],
      ['', 'a', '.a'],
      ['', 'l', '[0]'],
      ['SET a = ', ':n', ' + :n'],
      ['SET l = list_append ( l , ', 'l', ' )'],
      ['SET b = if_not_exists ( b , ', ':n', ' )'],
      ['REMOVE a , ', 'b', ''],
    ),
    fc.constantFrom(2, 31, 32, 33, 100, 299, 301, 1000, 2000),
  )
  .map(([[open, middle, close], times]) => open.repeat(times) + middle + close.repeat(times))
