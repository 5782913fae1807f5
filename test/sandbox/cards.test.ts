import { describe, expect, it } from 'vitest'
import { cardFault } from '../../src/sandbox/rules/card.ts'
import { aCard, plain } from './app.ts'

const knows = (openId: string) => openId === 'ou_bo'
const fault = (card: object) => cardFault({ ...card }, knows)
const withElements = (...elements: object[]) => fault(aCard('参加', elements))

const submit = { tag: 'button', name: 'send', text: plain('提交'), form_action_type: 'submit' }
const form = (...elements: object[]) => ({ tag: 'form', name: 'f', elements })
const table = (over: object = {}) => ({
  tag: 'table',
  columns: [{ name: 'n', display_name: '人数', data_type: 'number' }],
  rows: [{ n: 1 }],
  ...over,
})
const nested = (levels: number): object =>
  levels === 0
    ? { tag: 'hr' }
    : { tag: 'column_set', columns: [{ tag: 'column', elements: [nested(levels - 1)] }] }

describe('a card is accepted', () => {
  it.each<[string, object]>([
    [
      'with every component in use',
      aCard('参加', [
        { tag: 'div', text: { ...plain('文'), text_size: 'notation', text_color: 'grey' } },
        { tag: 'markdown', content: '**粗** <at id=ou_bo></at> <at id=all></at>' },
        { tag: 'hr', margin: '4px 0px' },
        table(),
        {
          tag: 'column_set',
          flex_mode: 'none',
          columns: [{ tag: 'column', width: 'weighted', weight: 1, elements: [] }],
        },
        form({ tag: 'input', name: 'a', label: plain('名') }, submit),
        { tag: 'collapsible_panel', header: { title: plain('更多') }, elements: [{ tag: 'hr' }] },
      ]),
    ],
    ['that is blank', {}],
  ])('%s', (_name, card) => {
    expect(fault(card)).toBeUndefined()
  })
})

describe('a card is refused', () => {
  const path = 'ErrPath: ROOT -> body -> elements -> [1]'
  it.each<[string, string | undefined, string]>([
    ['without schema 2.0', fault({ body: { elements: [] } }), 'schema is required'],
    ['for an unknown property, with its path', withElements({ tag: 'hr', colour: 1 }), `${path}(tag: hr)`],
    ['for a missing property', withElements({ tag: 'markdown' }), 'property content is required'],
    [
      'for a property of the wrong kind',
      withElements({ tag: 'markdown', content: 1 }),
      'content must be a string',
    ],
    ['for components of the old language', withElements({ tag: 'note' }), 'ErrCode: 200861'],
    [
      'for components that nobody uses',
      withElements({ tag: 'chart' }),
      'sandbox: not offered: component chart',
    ],
    ['for a card that is not shared', fault({ ...aCard(), config: { update_multi: false } }), 'update_multi'],
    [
      'for a form inside a panel',
      withElements({ tag: 'collapsible_panel', header: { title: plain('') }, elements: [form(submit)] }),
      'form is allowed at the root only',
    ],
    [
      'for a form without a submit button',
      withElements(form({ tag: 'input', name: 'a' })),
      'must contain a submit',
    ],
    ['for a nameless field in a form', withElements(form({ tag: 'input' }, submit)), 'need a name'],
    [
      'for two fields of one name',
      withElements(form({ tag: 'input', name: 'send' }, submit)),
      'duplicate name: send',
    ],
    [
      'for two elements of one id',
      withElements({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }),
      'duplicate element_id',
    ],
    ['for a long button', fault(aCard('长'.repeat(101))), 'longer than 100'],
    [
      'for a callback value that is no object',
      withElements({ tag: 'button', text: plain('a'), behaviors: [{ type: 'callback', value: 'a' }] }),
      'value must be an object',
    ],
    [
      'for a link that is no web address',
      withElements({
        tag: 'button',
        text: plain('a'),
        behaviors: [{ type: 'open_url', default_url: 'javascript:1' }],
      }),
      'http',
    ],
    [
      'for more than 200 elements',
      withElements(...Array.from({ length: 200 }, () => ({ tag: 'hr' }))),
      '11310',
    ],
    [
      'for a sixth table',
      withElements(...Array.from({ length: 6 }, () => table())),
      'table number over limit',
    ],
    [
      'for a sixth table in Markdown',
      withElements(...Array.from({ length: 5 }, () => table()), {
        tag: 'markdown',
        content: '| a |\n| --- |\n| 1 |',
      }),
      'table number over limit',
    ],
    ['for a row that no column knows', withElements(table({ rows: [{ m: 1 }] })), 'ErrCode: 200915'],
    ['for text in a column of numbers', withElements(table({ rows: [{ n: '1' }] })), 'n must be a number'],
    ['for too deep nesting', withElements(nested(3)), 'more than 5 levels'],
    ['for a column outside a column set', withElements({ tag: 'column', elements: [] }), 'column_set'],
    [
      'for equal options',
      withElements(
        form(submit, {
          tag: 'select_static',
          name: 's',
          options: [
            { text: plain('a'), value: '1' },
            { text: plain('b'), value: '1' },
          ],
        }),
      ),
      'must be unique',
    ],
    [
      'for a mention of nobody',
      withElements({ tag: 'markdown', content: '<at id=ou_no></at>' }),
      'ErrCode: 100290',
    ],
  ])('%s', (_name, found, words) => {
    expect(found).toContain(words)
  })
})
