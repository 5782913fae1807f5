import { expect, test } from 'vitest'
import { fitted } from '../../../src/feishu/cards/fit.ts'

const WORDS = '字'.repeat(20_000)
const heavy = {
  header: { title: { tag: 'plain_text', content: WORDS } },
  rows: [{ branch: WORDS, held: 2 }],
  form: { default_value: '字'.repeat(1_000), behaviors: [{ value: { content: '字'.repeat(1_000) } }] },
}

test('a card that is too heavy has its words cut until the platform takes it', () => {
  const card = fitted(heavy)
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(30 * 1024)
  const cut = `${'字'.repeat(3_000)}…`
  expect(card).toMatchObject({ header: { title: { content: cut } }, rows: [{ branch: cut, held: 2 }] })
})

test('what a form holds and what a button sends back is never cut', () => {
  expect(fitted(heavy)).toMatchObject({ form: heavy.form })
})

test('words are cut between characters, never through one', () => {
  const thumbs = `字${'👍'.repeat(10_000)}`
  expect(fitted({ content: thumbs })).toEqual({ content: `${thumbs.slice(0, 2_999)}…` })
})

test('a card that the platform takes stays as it is', () => {
  const light = { content: '字'.repeat(5_000) }
  expect(fitted(light)).toBe(light)
})
