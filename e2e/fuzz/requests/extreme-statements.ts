import fc from 'fast-check'

/** Deep or long, up to the 8192 characters that a statement may have. */
export const extremeStatements = fc
  .tuple(
    fc.constantFrom<readonly [string, string, string, string]>(
      ['SELECT * FROM "Fuzz" WHERE ', '( ', 'a = 1', ' )'],
      ['SELECT * FROM "Fuzz" WHERE ', 'NOT ', 'a = 1', ''],
      ['SELECT * FROM "Fuzz" WHERE ', 'a = 1 OR ', 'a = 1', ''],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', '[', '', ']'],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', "{'a':", '1', '}'],
      ['INSERT INTO "Fuzz" VALUE { \'pk\' : ', '<<', '1', '>>'],
      ['SELECT ', '', 'a', '.a'],
      ['SELECT ', 'a,', 'a', ''],
      ['UPDATE "Fuzz" SET b = ', 'b + ', '1', ''],
      ['', '/*', '', '*/'],
      ['', '-- x\n', '', ''],
    ),
    fc.constantFrom(2, 33, 100, 1000, 2500, 4000),
  )
  .map(([[before, open, middle, close], times]) => before + open.repeat(times) + middle + close.repeat(times))
