import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Question, questions, usualSwitches } from '../../src/sandbox/switches.ts'

const FOLDER = new URL('../', import.meta.url)
const tests = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))

const table: [string, Question][] = Object.entries(questions)

test.each(table)('%s is asked by a test that runs through all its answers', (name, { answers }) => {
  const asking = tests.filter(
    (source) =>
      source.includes(`.each(questions.${name}.answers)`) ||
      (new RegExp(`\\b${name}\\b`).test(source) && answers.every((answer) => source.includes(`'${answer}'`))),
  )
  expect(asking).not.toEqual([])
})

test.each(table)('%s has several answers, and the usual one is the first', (name, { answers }) => {
  expect(new Set(answers).size).toBeGreaterThan(1)
  expect(Reflect.get(usualSwitches(), name)).toBe(answers[0])
})
