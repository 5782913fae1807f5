import { expect, test } from 'vitest'
import type { Card, Field } from '../../src/cards/card.ts'
import { refilled } from '../../src/cards/refilled.ts'

const named = (name: string) => ({ name, label: name, placeholder: '', required: false })
const fields: Field[] = [
  { ...named('reason'), kind: 'input', lines: 'one', maxLength: 4 },
  { ...named('change'), kind: 'select', options: [{ text: '增加', value: 'add' }] },
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
      ? block.fields.map((field) => String((field.kind === 'select' ? field.chosen : field.value) ?? ''))
      : [],
  )
}

const NOTHING = ['', '', '', '']

test('what was typed and chosen stands in the form that was refused, and in no other', () => {
  const form = { reason: '外出调研一周', change: 'add', day: '2026-12-02 +0800', clock: '05:05 +0800' }
  expect(values(form)).toEqual([['外出调研', 'add', '2026-12-02', '05:05:00'], NOTHING])
})

test('what the form does not offer is not chosen, and what is no text is not taken', () => {
  expect(values({ reason: 7, change: 'drop', day: '明天', clock: null })).toEqual([NOTHING, NOTHING])
})
