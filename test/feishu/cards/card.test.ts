import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { cardHash, renderCard } from '../../../src/feishu/cards/card.ts'
import { OpenId } from '../../../src/ids.ts'
import type { Block, Card } from '../../../src/cards/card.ts'
import { openSandbox } from '../../support/sandbox.ts'
import { anEdge, aRedisClient } from '../aids.ts'

const HOSTILE = '<at id=all></at> **粗体** [看这里](http://x.cn) :OK:'
const join = { text: '参加', style: 'primary', action: 'attendance.join', data: { meeting: 'A047' } } as const

function aCard(...blocks: Block[]): Card {
  return { title: '党员大会', subtitle: 'B10', tone: 'blue', summary: '党员大会通知', blocks }
}

const everything = aCard(
  { kind: 'text', text: '周三 14:30', size: 'heading' },
  { kind: 'text', text: HOSTILE, size: 'small', faint: true },
  {
    kind: 'facts',
    facts: [
      ['时间', '14:30'],
      ['地点', HOSTILE],
    ],
  },
  { kind: 'rule' },
  {
    kind: 'table',
    columns: [
      { name: 'b', title: '支部', type: 'text' },
      { name: 'n', title: '次数', type: 'number' },
    ],
    rows: [{ b: HOSTILE, n: 2 }],
  },
  { kind: 'chart', title: HOSTILE, bars: [{ label: HOSTILE, value: 96 }] },
  { kind: 'line', title: HOSTILE, points: [HOSTILE], courses: [{ name: HOSTILE, values: [null] }] },
  {
    kind: 'heatmap',
    title: HOSTILE,
    columns: [HOSTILE],
    rows: [{ label: HOSTILE, cells: [{ text: HOSTILE, shade: 'open' }] }],
  },
  {
    kind: 'buttons',
    buttons: [
      join,
      { ...join, text: '撤回', style: 'danger', confirm: { title: '撤回', text: '确定？' } },
      { ...join, text: '签到', style: 'normal', disabled: true },
    ],
  },
  {
    kind: 'form',
    name: 'leave',
    submit: { ...join, text: '提交' },
    others: [{ ...join, text: '上一页' }],
    fields: [
      {
        kind: 'input',
        name: 'reason',
        label: '原因',
        placeholder: '请填写',
        required: true,
        lines: 'many',
        maxLength: 200,
        value: HOSTILE,
      },
      {
        kind: 'select',
        name: 'kind',
        label: '类别',
        placeholder: '请选择',
        required: true,
        chosen: 'ill',
        options: [
          { text: '病假', value: 'ill' },
          { text: '事假', value: 'own' },
        ],
      },
      {
        kind: 'date',
        name: 'day',
        label: '日期',
        placeholder: '请选择日期',
        required: true,
        value: Temporal.PlainDate.from('2026-12-02'),
      },
      {
        ...{ kind: 'choices', name: 'ways', label: HOSTILE, placeholder: '请选择', required: false },
        options: [
          { text: HOSTILE, value: '研讨' },
          { text: '参观', value: '参观' },
        ],
        chosen: ['参观'],
      },
      {
        ...{ kind: 'person', name: 'host', label: '主持人', placeholder: '请选择', required: false },
        ...{ people: [OpenId.parse('ou_bo')], chosen: OpenId.parse('ou_bo') },
      },
      { kind: 'time', name: 'clock', label: '开始', placeholder: '请选择时间', required: false },
    ],
  },
  { kind: 'folded', title: '名单', blocks: [{ kind: 'text', text: HOSTILE }] },
)

/** Every text object of a card that the client would read as markup. */
function markup(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(markup)
  if (typeof value !== 'object' || value === null) return []
  const own = 'tag' in value && (value.tag === 'lark_md' || value.tag === 'markdown') ? [value] : []
  return [...own, ...Object.values(value).flatMap(markup)]
}

test('a card with every block is one that the platform takes', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const to = { type: 'chat', id: 'oc_branch' } as const
  const sent = await feishu.send({
    to,
    content: { card: renderCard(everything, { letter: 'l1' }) },
    uuid: randomUUID(),
  })
  expect(sent.messageId).toMatch(/^om_/)
})

test('pictures of the bot stand three to a line, each with words for those who cannot see it', () => {
  const images = Array.from({ length: 9 }, (_, n) => ({ key: `img_${n}`, alt: '现场照片' }))
  const card = JSON.stringify(renderCard(aCard({ kind: 'images', images }), { letter: 'l1' }))
  expect(
    card.match(/"tag":"img","img_key":"img_\d","alt":{"tag":"plain_text","content":"现场照片"}/g),
  ).toHaveLength(9)
  expect(card).toContain('"flex_mode":"trisect"')
  expect(card.match(/"tag"/g)?.length).toBeLessThan(40)
})

test('no words can act: a card holds no text that is read as markup', () => {
  expect(markup(renderCard(everything, { letter: 'l1' }))).toEqual([])
  expect(JSON.stringify(renderCard(everything, { letter: 'l1' }))).toContain('<at id=all></at>')
})

test('a button carries its action, its letter and its data, and data cannot pass for either', () => {
  const button = { ...join, data: { meeting: 'A047', a: 'other.action', l: 'other' } }
  const card = renderCard(aCard({ kind: 'buttons', buttons: [button] }), { letter: 'l1' })
  expect(card).toMatchObject({
    body: {
      elements: [
        {
          columns: [
            {
              elements: [
                {
                  behaviors: [
                    { type: 'callback', value: { a: 'attendance.join', l: 'l1', meeting: 'A047' } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  })
})

test('everything that one can touch in a form has a name, and the form is sent by its button', () => {
  const card = renderCard(everything, { letter: 'l1' })
  const form = JSON.stringify(card).match(/"name":"(reason|kind|day|clock|leave_submit)"/g)
  expect(form).toHaveLength(5)
  expect(JSON.stringify(card)).toContain('"form_action_type":"submit"')
})

test('each of a form’s buttons sends its fields, under a name of its own', () => {
  const form: Block = { kind: 'form', name: 'read', fields: [], submit: join, others: [join, join] }
  const card = JSON.stringify(renderCard(aCard(form), { letter: 'l1' }))
  expect(card.match(/"name":"read_submit\d?","form_action_type":"submit"/g)).toEqual(
    ['', '2', '3'].map((n) => `"name":"read_submit${n}","form_action_type":"submit"`),
  )
})

test('a day and a time are shown as they stand, without the year’s or the second’s rest', () => {
  const common = { label: '时间', placeholder: '请选择', required: true }
  const form: Block = {
    kind: 'form',
    name: 'move',
    submit: join,
    fields: [
      { kind: 'date', name: 'day', ...common, value: Temporal.PlainDate.from('2026-03-01') },
      { kind: 'time', name: 'clock', ...common, value: Temporal.PlainTime.from('05:05:30') },
    ],
  }
  const card = JSON.stringify(renderCard(aCard(form), { letter: 'l1' }))
  expect(card).toContain('"initial_date":"2026-03-01"')
  expect(card).toContain('"initial_time":"05:05"')
})

test('a card is one for all who see it, and the chat list shows its summary only', () => {
  expect(renderCard(aCard(), { letter: 'l1' })).toMatchObject({
    schema: '2.0',
    config: { update_multi: true, summary: { content: '党员大会通知' } },
  })
})

test('cards that look alike have one hash, whatever the order of their keys', () => {
  expect(cardHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(cardHash({ b: [{ d: 3, c: 2 }], a: 1 }))
  expect(cardHash({ a: [1, 2] })).not.toBe(cardHash({ a: [2, 1] }))
})
