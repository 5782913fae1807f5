import { expect, test } from 'vitest'
import type { Card, Field } from '../../src/cards/card.ts'
import { refilled } from '../../src/cards/refilled.ts'
import { OpenId } from '../../src/ids.ts'

const named = (name: string) => ({ name, label: name, placeholder: '', required: false })
const several = ['a', 'b', 'c'].map((value) => ({ text: value, value }))
const fields: Field[] = [
  { ...named('reason'), kind: 'input', lines: 'one', maxLength: 4 },
  { ...named('change'), kind: 'select', options: [{ text: '增加', value: 'add' }] },
  { ...named('forms'), kind: 'choices', options: several, chosen: ['b'] },
  { ...named('host'), kind: 'person', people: [OpenId.parse('ou_bo')] },
  { ...named('day'), kind: 'date' },
  { ...named('clock'), kind: 'time' },
]
const aForm = (action: string) => {
  const submit = { text: '提交', style: 'primary', action, data: {} } as const
  return { kind: 'form' as const, name: action, fields, submit }
}
const card: Card = { title: '', tone: 'blue', summary: '', blocks: [aForm('one'), aForm('other')] }

/** The fields of the first and of the second form, without what never changes. */
function values(form: Record<string, unknown>): unknown[][] {
  const { blocks } = refilled(card, { action: 'one', form })
  return blocks.map((block) =>
    block.kind === 'form'
      ? block.fields.map((field) => String(('value' in field ? field.value : chosenIn(field)) ?? ''))
      : [],
  )
}

function chosenIn(field: Field) {
  return 'chosen' in field ? field.chosen : undefined
}

const NOTHING = ['', '', 'b', '', '', '']

test('what was typed and chosen stands in the form that was refused, and in no other', () => {
  const listed = { change: 'add', forms: ['c', 'a'], host: 'ou_bo' }
  const form = { reason: '外出调研一周', ...listed, day: '2026-12-02 +0800', clock: '05:05 +0800' }
  expect(values(form)).toEqual([['外出调研', 'add', 'a,c', 'ou_bo', '2026-12-02', '05:05:00'], NOTHING])
})

test('what the form does not offer is not chosen, and what is no text is not taken', () => {
  const strange = { reason: 7, change: 'drop', forms: 'a', host: 'ou_no', day: '明天', clock: null }
  expect(values(strange)).toEqual([NOTHING, NOTHING])
  expect(values({ forms: ['d', 7] })[0]?.[2]).toBe('')
})

test('each button that sends a form refills it', () => {
  const turning = { text: '下一页', style: 'normal', action: 'next', data: {} } as const
  const form = { ...aForm('one'), others: [turning] }
  const [block] = refilled({ ...card, blocks: [form] }, { action: 'next', form: { reason: '外出' } }).blocks
  expect(block).toMatchObject({ fields: [{ value: '外出' }, {}, {}, {}, {}, {}] })
})
