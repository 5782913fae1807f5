import type { Json } from '../../src/sandbox/json.ts'
import type { Knows } from '../../src/sandbox/rules/walk.ts'
import * as a from './card-parts.ts'
import { cardOf, type Elements, good } from './card-parts.ts'

const { button, chart, div, hr, img, input, table, select_static: select, collapsible_panel: panel } = good
const times = (count: number, element: object) => Array.from({ length: count }, () => element)

/** A card that breaks one rule, and the same card mended. */
export type Broken = {
  rule: string
  breaks: string
  card: Json
  mended: Json
  knows: Partial<Knows> | undefined
}

type Row = [
  rule: string,
  breaks: string,
  broken: Elements,
  mended: Elements,
  knows?: Partial<Knows> | undefined,
]

const strict: Partial<Knows> = { switches: { negativePadding: 'refuse', namelessField: 'refuse' } }
const open = { type: 'open_url', default_url: 'https://example.org/' }
const tag = { tag: 'text_tag', text: a.plain('例会') }
const NOBODY = '<at id=ou_no></at>'
/** In milliseconds. */
const DAY = 1_795_392_000_000

const rows: Row[] = [
  ['size', 'a card of 30 KB', a.text('字'.repeat(10_240)), a.text('字'.repeat(10_000))],
  ['given-up', 'the old row of buttons', { tag: 'action', actions: [button] }, button],
  ['given-up', 'a note', { tag: 'note', elements: [] }, div],
  ['components', 'what the bot does not draw', { tag: 'audio', file_key: 'file_1' }, hr],
  ['components', 'an element without a tag', { text: a.plain('a') }, div],
  ['required', 'a picture without words', { tag: 'img', img_key: 'img_ours' }, img],
  [
    'required',
    'a question without a title',
    a.confirmed({ text: a.plain('确定？') }),
    a.confirmed({ title: a.plain('确定？') }),
  ],
  ['unknown', 'a property of the old language', { ...div, extra: button }, div],
  ['unknown', 'a misspelt property inside', { ...panel, elements: [{ ...hr, colour: 1 }] }, panel],
  ['unoffered', 'a button with an icon', { ...button, icon: { tag: 'standard_icon' } }, button],
  ['types', 'a text that is a string', { ...div, text: '周三' }, div],
  ['types', 'a text for an element', { ...panel, elements: ['周三'] }, { ...panel, elements: [div] }],
  ['choices', 'Markdown on a button', { ...button, text: a.markdown('参加') }, button],
  ['choices', 'a column that is too wide', a.column({ width: '601px' }), a.column({ width: '600px' })],
  ['choices', 'a chart of 3:1', { ...chart, aspect_ratio: '3:1' }, { ...chart, aspect_ratio: '2:1' }],
  ['numbers', 'eleven rows on a page', { ...table, page_size: 11 }, { ...table, page_size: 10 }],
  ['numbers', 'an input of 1001 characters', { ...input, max_length: 1001 }, { ...input, max_length: 1000 }],
  ['numbers', 'eleven digits', a.formatted({ precision: 11 }), a.formatted({ precision: 10 })],
  ['element-id', 'an id that begins with a digit', a.ruleOf('1a'), a.ruleOf('a1')],
  ['element-id', 'an id of 21 letters', a.ruleOf('a'.repeat(21)), a.ruleOf('a'.repeat(20))],
  ['margins', 'three lengths', { ...hr, margin: '1px 2px 3px' }, { ...hr, margin: '1px 2px' }],
  ['margins', 'a length beyond 99px', { ...hr, margin: '-100px' }, { ...hr, margin: '-99px' }],
  ['paddings', 'a length beyond 99px', a.column({ padding: '100px' }), a.column({ padding: '0px 99px' })],
  ['padding-sign', 'less than zero', a.column({ padding: '-1px' }), a.column({ padding: '1px' }), strict],
  [
    'spacings',
    'a word for none',
    a.column({ vertical_spacing: 'tiny' }),
    a.column({ vertical_spacing: 'small' }),
  ],
  ['symbols', 'a unit of two characters', a.formatted({ symbol: '次数' }), a.formatted({ symbol: '次' })],
  ['image-sizes', 'a size of 1.0', { ...img, size: 'stretch_without_padding' }, { ...img, size: 'large' }],
  [
    'callback-values',
    'a value that is no object',
    a.pressed(a.called('join')),
    a.pressed(a.called({ a: 'join' })),
  ],
  ['web-addresses', 'a script', a.link('javascript:alert(1)'), a.link('https://example.org/')],
  [
    'web-addresses',
    'an address with Chinese in it',
    a.link('http://a.cn/周报'),
    a.link('http://a.cn/%E5%91%A8'),
  ],
  ['initial-dates', 'the 30th of February', a.day('2026-02-30'), a.day('2026-02-28')],
  ['initial-dates', 'a day without its zeros', a.day('2026-3-1'), a.day('2026-03-01')],
  ['initial-times', 'midnight as 24:00', a.clock('24:00'), a.clock('00:00')],
  ['initial-times', 'a time with seconds', a.clock('14:00:00'), a.clock('14:00')],
  ['columns', 'a column outside a set', { tag: 'column' }, good.column],
  ['columns', 'a rule in its place', { tag: 'column_set', columns: [hr] }, a.column({ elements: [hr] })],
  ['root-only', 'a form in a panel', { ...panel, elements: [good.form] }, good.form],
  ['root-only', 'a table in a form', a.form(table), [a.form(), table]],
  ['chart-in-form', 'a chart in a form', a.form(chart), [a.form(), chart]],
  ['depth', 'a sixth level', a.nested(6), a.nested(5)],
  ['elements', 'a 201st thing with a tag', times(201, hr), times(200, hr)],
  ['elements', 'texts count as well', times(101, div), times(100, div)],
  ['tables', 'a sixth table', times(6, table), times(5, table)],
  ['charts', 'a sixth chart', times(6, chart), times(5, chart)],
  ['one-id', 'two of one id', times(2, a.ruleOf('a')), [a.ruleOf('a'), a.ruleOf('b')]],
  [
    'one-name',
    'a field named like its form',
    a.form({ ...input, name: 'f' }),
    a.form({ ...input, name: 'g' }),
  ],
  [
    'form-names',
    'a nameless field',
    a.form(a.column({ elements: [input] })),
    a.form({ ...input, name: 'a' }),
  ],
  ['form-buttons', 'a button that does neither', a.form({ ...button, name: 'b' }), a.form()],
  ['form-submit', 'nothing to submit it with', { ...good.form, elements: [] }, a.form()],
  ['button-length', 'more than 100 characters', a.labelled('长'.repeat(101)), a.labelled('长'.repeat(100))],
  ['placeholder-length', 'more than 100 characters', a.hinted('长'.repeat(101)), a.hinted('长'.repeat(100))],
  ['text-colour', 'coloured Markdown', a.coloured(a.markdown('周三')), a.coloured(a.plain('周三'))],
  ['link-address', 'a link to nowhere', a.pressed({ type: 'open_url' }), a.link('https://example.org/')],
  ['link-place', 'a link on a select', { ...select, behaviors: [open] }, { ...button, behaviors: [open] }],
  ['option-values', 'two options of one value', a.select('a', 'a'), a.select('a', 'b')],
  [
    'initial-option',
    'a choice that is not on the list',
    { ...select, initial_option: 'own' },
    { ...select, initial_option: 'ill' },
  ],
  ['option-values', 'the same twice among several', a.several(['a', 'a']), a.several(['a', 'b'])],
  ['option-values', 'a person twice', a.person('ou_bo', 'ou_bo', 'ou_bo'), a.person('ou_bo', 'ou_bo')],
  [
    'initial-option',
    'several with one not listed',
    a.several(['a'], 'a', 'b'),
    a.several(['a', 'b'], 'a', 'b'),
  ],
  ['initial-option', 'a person not listed', a.person('ou_no', 'ou_bo'), a.person('ou_bo', 'ou_bo')],
  ['form-only', 'several outside a form', { tag: 'multi_select_static', options: [] }, a.several(['a'])],
  [
    'form-names',
    'a nameless person',
    a.form(good.select_person),
    a.form({ ...good.select_person, name: 'who' }),
  ],
  ['time-hint', 'neither a time nor a hint', { tag: 'picker_time' }, a.clock('14:00')],
  ['form-names', 'a nameless day', a.form(good.date_picker), a.form({ ...good.date_picker, name: 'day' })],
  ['table-columns', 'a 51st column', a.wide(51), a.wide(50)],
  ['table-rows', 'a row that is a number', { ...table, rows: [1] }, table],
  ['row-keys', 'a key without a column', { ...table, rows: [{ m: 1 }] }, table],
  ['cells', 'a number as text', a.tableOf('number', '1'), a.tableOf('text', 1)],
  ['cells', 'a date as text', a.tableOf('date', '2026-11-23'), a.tableOf('date', DAY)],
  ['cells', 'an option without words', a.tableOf('options', [{}]), a.tableOf('options', [{ text: '党员' }])],
  ['cells', 'a person as an object', a.tableOf('persons', {}), a.tableOf('persons', ['ou_bo', 'ou_no'])],
  ['dates', 'seconds', a.tableOf('date', DAY / 1000), a.tableOf('date', DAY)],
  ['chart-spec', 'a text', { ...chart, chart_spec: '{}' }, chart],
  ['chart-spec', 'a kind that nobody draws', a.chartOf({ type: 'sky' }), a.chartOf({ type: 'line' })],
  ['chart-spec', 'data that is a text', a.chartOf({ data: 'a' }), a.chartOf({ data: { values: [] } })],
  ['chart-spec', 'axes that are null', a.chartOf({ axes: null }), a.chartOf({ axes: [] })],
  ['chart-spec', 'a function', a.chartOf({ label: { format: '(x) => x' } }), a.chartOf({ label: {} })],
  ['image-keys', 'the picture of another app', { ...img, img_key: 'img_theirs' }, img],
  ['people', 'a mention of nobody', a.mention('ou_no'), [a.mention('ou_bo'), a.mention('all')]],
  ['people', 'the same in a table', a.tableOf('lark_md', NOBODY), a.tableOf('text', NOBODY)],
]

type Whole = [rule: string, breaks: string, card: Json, mended: Json, knows?: Partial<Knows> | undefined]

const blank = cardOf([])
const wholes: Whole[] = [
  ['schema', 'no schema', { body: {} }, blank],
  ['schema', 'the old schema', { ...blank, schema: '1.0' }, blank],
  ['no-way-back', 'an update to the old schema', { elements: [] }, blank, { updates: true }],
  ['unknown', 'elements at the root', { ...blank, elements: [] }, blank],
  ['unoffered', 'streaming', a.configured({ streaming_mode: true }), a.configured({})],
  ['choices', 'a pink header', a.headed({ template: 'pink' }), a.headed({ template: 'red' })],
  [
    'update-multi',
    'a card for each',
    a.configured({ update_multi: false }),
    a.configured({ update_multi: true }),
  ],
  [
    'text-tags',
    'a fourth tag',
    a.headed({ text_tag_list: times(4, tag) }),
    a.headed({ text_tag_list: times(3, tag) }),
  ],
]

/** Every rule broken at least once, in as little a card as possible. */
export const brokenCards: Broken[] = [
  ...wholes,
  ...rows.map(([rule, breaks, broken, mended, knows]): Whole => {
    return [rule, breaks, cardOf(broken), cardOf(mended), knows]
  }),
].map(([rule, breaks, card, mended, knows]) => ({ rule, breaks, card, mended, knows }))
