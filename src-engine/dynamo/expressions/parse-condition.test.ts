import { describe, expect, test } from 'vitest'
import type { ConditionNode, OperandNode } from './ast.ts'
import { parseCondition } from './parse-condition.ts'

/** The tree with every group in brackets, so that a test reads as precedence. */
function show(node: ConditionNode | OperandNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `[${show(node.left)} ${node.kind} ${show(node.right)}]`
    case 'not':
      return `[not ${show(node.condition)}]`
    case 'comparison':
      return `${show(node.left)}${node.operator}${show(node.right)}`
    case 'between':
      return `${show(node.operand)} between ${show(node.lower)}..${show(node.upper)}`
    case 'in':
      return `${show(node.operand)} in {${node.candidates.map(show).join(' ')}}`
    case 'function':
      return `${node.name}(${node.operands.map(show).join(' ')})`
    case 'value':
      return node.name
    case 'path':
      return node.parts.map(part => (part.kind === 'index' ? `[${part.index}]` : part.name)).join('.')
  }
}

const tree = (text: string) => show(parseCondition(text).condition)
const redundant = (text: string) => parseCondition(text).redundantParentheses

function syntax(text: string): string {
  try {
    return tree(text)
  } catch (error) {
    return (error as Error).message
  }
}

describe('parseCondition precedence', () => {
  test.each([
    ['a = b OR c = d AND e = f', '[a=b or [c=d and e=f]]'],
    ['a = b AND c = d OR e = f', '[[a=b and c=d] or e=f]'],
    ['(a = b OR c = d) AND e = f', '[[a=b or c=d] and e=f]'],
    ['NOT a = b AND c = d', '[[not a=b] and c=d]'],
    ['NOT NOT a = b', '[not [not a=b]]'],
    ['NOT (a = b AND c = d)', '[not [a=b and c=d]]'],
    ['NOT a BETWEEN b AND c AND d = e', '[[not a between b..c] and d=e]'],
    ['a = b or c = d or e = f', '[[a=b or c=d] or e=f]'],
    ['a beTWeen b And c', 'a between b..c'],
    ['nOt a iN (b, :c)', '[not a in {b :c}]'],
  ])('%s', (text, expected) => expect(tree(text)).toBe(expected))
})

describe('parseCondition operands', () => {
  test.each([
    ['a.b[0][1].#c = :d', 'a.b.[0].[1].#c=:d'],
    ['(a) = (b)', 'a=b'],
    ['(a.b).c = d', 'a.b.c=d'],
    ['(a)[1] = d', 'a.[1]=d'],
    ['((a).b) = d', 'a.b=d'],
    ['(size(a)) > b', 'size(a)>b'],
    ['(attribute_exists(a))', 'attribute_exists(a)'],
    ['attribute_exists((a))', 'attribute_exists(a)'],
    ['a IN ((b), (c))', 'a in {b c}'],
    ['contains(a, size(b))', 'contains(a size(b))'],
    ['whatever(a, :b, c)', 'whatever(a :b c)'],
    [':a < :b', ':a<:b'],
    ['a[007] = b', 'a.[7]=b'],
  ])('%s', (text, expected) => expect(tree(text)).toBe(expected))

  test('a path without placeholders is kept ready for use', () => {
    const { condition } = parseCondition('a.b[1] = #c.b')
    if (condition.kind !== 'comparison') throw new Error('expected a comparison')
    expect(condition.left).toMatchObject({ literal: ['a', 'b', 1] })
    expect(condition.right).toMatchObject({ literal: undefined })
  })
})

describe('parseCondition parentheses', () => {
  test.each([
    '((a = b))',
    'a > ((b))',
    'NOT ((a = b))',
    'a = b AND ((c = d OR e = f))',
    'a = b AND ((c = d AND (e = f AND g = h)))',
    '(a) BETWEEN (((b.c)).d) AND (c)',
    'whatever((:a), ((b)))',
    '((a)) = b',
    '(((a) = b))',
  ])('two pairs around the same thing: %s', text => expect(redundant(text)).toBe(true))

  test.each([
    '(a = b)',
    '((a) = b)',
    '((a = b) AND (c = d))',
    '((a = b) OR c = d)',
    '((size(a)) > b)',
    '(NOT (a = b))',
    '((a.b).c = d)',
  ])('one pair around each thing: %s', text => expect(redundant(text)).toBe(false))
})

describe('parseCondition syntax errors', () => {
  test.each([
    ['a > 4', '4', '> 4'],
    ['a = ', '<EOF>', '='],
    ['a', '<EOF>', 'a'],
    ['(a)', '<EOF>', ')'],
    ['a = b c', 'c', 'b c'],
    ['a and b = c', 'and', 'a and b'],
    ['a = b and c', '<EOF>', 'c'],
    ['(a and b = c)', 'and', 'a and b'],
    ['(a = b) = c', '=', ') = c'],
    ['(a = b and c) = d', ')', 'c) ='],
    ['a != b', '!', 'a !='],
    ['a == b', '=', '== b'],
    ['_x = b', '_', '_x'],
    ['ü > a', 'ü', 'ü >'],
    ['a = "b"', '"', '= "b'],
    ["a = 'b'", "'", "= 'b"],
    ['a = 1.5', '1', '= 1.'],
    ['a = -1', '-', '= -1'],
    ['a + b = c', '+', 'a + b'],
    ['a in b', 'b', 'in b'],
    ['a in ()', ')', '()'],
    ['a in (b,c,)', ')', ',)'],
    ['a > between', 'between', '> between'],
    ['a between b', '<EOF>', 'b'],
    ['a between b or c', 'or', 'b or c'],
    ['a = b = c', '=', 'b = c'],
    ['size() > a', ')', '() >'],
    ['size(a).b > a', '.', ').b'],
    ['(size(a))[0] > a', '[', ')[0'],
    ['a > :b.c', '.', ':b.c'],
    ['b[:a] > a', ':a', '[:a]'],
    ['b[#a] > a', '#a', '[#a]'],
    ['b[a] > a', 'a', '[a]'],
    ['b[-1] > a', '-', '[-1'],
    ['b[1.5] > a', '.', '1.5'],
    ['(a) between (b.(c.d)) and (c)', '(', '.(c'],
    ['(a) between (b) and ((c)', '<EOF>', ')'],
    ['attribute_exists(a..b)', '.', '..b'],
    ['attribute_exists(Pictures-RearView)', '-', 'Pictures-RearView'],
    ['not', '<EOF>', 'not'],
    ['#$.b > a', '#', '#$'],
    [')', ')', ')'],
  ])('%s', (text, token, near) => {
    expect(syntax(text)).toBe(`Syntax error; token: "${token}", near: "${near}"`)
  })

  test('shows neighbours with the blanks that stood between', () => {
    expect(syntax('a  =\t 4  and b')).toBe('Syntax error; token: "4", near: "=\t 4  and"')
  })
})
