import { expect, test } from 'vitest'
import { habits } from './habits.ts'
import { functionsOf, linesOf, quantile } from './measure.ts'

const SLIPS: [source: string, says: string][] = [
  ['let a: any', 'any'],
  ['use(a!)', '"!"'],
  ['class A { b!: string }', '"!"'],
  ['const a = <string>b', 'angle brackets'],
  ['const a = b as string', 'without a comment'],
  ['// later\n\nconst a = b as string', 'without a comment'],
  [['it', 'only("x", f)'].join('.'), 'only'],
  [['describe', 'skip("x", f)'].join('.'), 'skip'],
  [['// TO', 'DO: finish'].join(''), 'comment'],
  [['// @ts', 'ignore'].join('-'), 'comment'],
]

for (const [source, says] of SLIPS) {
  test(`a slip is found in: ${source.replaceAll('\n', ' ')}`, () => {
    expect(habits({ path: 'src/a.ts', text: source }).map((slip) => slip.says)).toEqual([
      expect.stringContaining(says),
    ])
  })
}

test('a cast is fine beside a comment that says why, and so is as const', () => {
  const text =
    '// The schema said so.\nconst a = b as string\nconst c = d as string // parsed above\nconst e = [1] as const'
  expect(habits({ path: 'src/a.ts', text })).toEqual([])
})

test('functions are measured from their first line to their last, callbacks apart', () => {
  const text =
    'function one(a, b) {\n  return a\n}\nconst two = (x) => x\nuse(() => {\n\n})\nclass C { three() {} }'
  const found = functionsOf({ path: 'src/a.ts', text }).map(({ name, lines, params }) => [
    name,
    lines,
    params,
  ])
  expect(found).toEqual([
    ['one', 3, 2],
    ['two', 1, 1],
    ['a callback', 3, 0],
    ['three', 1, 0],
  ])
})

test('lines and quantiles are counted as people count them', () => {
  expect([linesOf(''), linesOf('a\n'), linesOf('a\nb')]).toEqual([0, 1, 2])
  expect([
    quantile([], 0.5),
    quantile([3, 1, 2], 0.5),
    quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9),
  ]).toEqual([0, 2, 10])
})
