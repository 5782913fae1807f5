import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { questions, usualSwitches } from '../../src/sandbox/switches.ts'

const folder = new URL('../', import.meta.url)
const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

test('every open question is asked by a test that runs through all its answers', () => {
  const asked = new Set([...tests.matchAll(/\.each\(questions\.(\w+)\.answers\)/g)].map(([, name]) => name))
  expect([...asked].sort()).toEqual(Object.keys(questions).sort())
})

test.each(Object.entries(questions))(
  '%s has several answers, and the usual one is the first',
  (name, { answers }) => {
    expect(new Set(answers).size).toBeGreaterThan(1)
    expect(Reflect.get(usualSwitches(), name)).toBe(answers[0])
  },
)
