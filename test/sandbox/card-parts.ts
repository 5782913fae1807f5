/** One element or several. */
export type Elements = object | object[]

/** The smallest card of each component that the platform takes. */
export const good = {
  div: { tag: 'div', text: plain('周三14:30') },
  hr: { tag: 'hr' },
  img: { tag: 'img', img_key: 'img_ours', alt: plain('合影') },
  chart: { tag: 'chart', chart_spec: { type: 'bar', data: [{ values: [{ x: '一支部', y: 2 }] }] } },
  table: { tag: 'table', columns: [{ name: 'n', data_type: 'number' }], rows: [{ n: 1 }] },
  column_set: { tag: 'column_set', columns: [] },
  column: { tag: 'column_set', columns: [{ tag: 'column' }] },
  button: { tag: 'button', text: plain('参加') },
  form: { tag: 'form', name: 'f', elements: [submit()] },
  input: { tag: 'input' },
  select_static: select('ill'),
  multi_select_static: {
    ...{ tag: 'form', name: 'g' },
    elements: [
      { tag: 'multi_select_static', name: 'm', options: [option('ill')] },
      { ...submit(), name: 'go' },
    ],
  },
  select_person: { tag: 'select_person', options: [{ value: 'ou_bo' }] },
  date_picker: { tag: 'date_picker' },
  picker_time: { tag: 'picker_time', placeholder: plain('时间') },
  collapsible_panel: { tag: 'collapsible_panel', header: { title: plain('口径') } },
}

/** A card of these elements. */
export function cardOf(elements: Elements) {
  return { schema: '2.0', body: { elements: [elements].flat() } }
}

/** A card with this configuration. */
export function configured(config: object) {
  return { ...cardOf([]), config }
}

/** A card with this in its header. */
export function headed(header: object) {
  return { ...cardOf([]), header: { title: plain('会议'), ...header } }
}

/** A rule of this id. */
export function ruleOf(element_id: string) {
  return { tag: 'hr', element_id }
}

/** A text that is shown as it is. */
export function plain(content: string) {
  return { tag: 'plain_text', content }
}

/** A text that is read as Markdown. */
export function markdown(content: string) {
  return { tag: 'lark_md', content }
}

/** A paragraph. */
export function text(content: string) {
  return { tag: 'div', text: plain(content) }
}

/** A paragraph in red. */
export function coloured(words: object) {
  return { tag: 'div', text: { ...words, text_color: 'red' } }
}

/** A mention in a paragraph. */
export function mention(id: string) {
  return { tag: 'div', text: markdown(`<at id=${id}></at>`) }
}

/** A column set of one column. */
export function column(column: object) {
  return { tag: 'column_set', columns: [{ tag: 'column', ...column }] }
}

/** So many levels of components. */
export function nested(levels: number): object {
  return levels === 1 ? good.hr : { ...good.collapsible_panel, elements: [nested(levels - 1)] }
}

/** A button of this label. */
export function labelled(label: string) {
  return { ...good.button, text: plain(label) }
}

/** A button that does this. */
export function pressed(behavior: object) {
  return { ...good.button, behaviors: [behavior] }
}

/** What calls back with this. */
export function called(value: unknown) {
  return { type: 'callback', value }
}

/** A button that opens an address. */
export function link(default_url: string) {
  return pressed({ type: 'open_url', default_url })
}

/** A button that asks first. */
export function confirmed(words: object) {
  return { ...good.button, confirm: words }
}

/** A form of these fields and a button. */
export function form(...elements: object[]) {
  return { tag: 'form', name: 'f', elements: [...elements, submit()] }
}

function submit() {
  return { tag: 'button', name: 'send', text: plain('提交'), form_action_type: 'submit' }
}

/** An input with this hint. */
export function hinted(hint: string) {
  return { tag: 'input', placeholder: plain(hint) }
}

/** A select of these values. */
export function select(...values: string[]) {
  return { tag: 'select_static', options: values.map(option) }
}

/** A select of several of these values, with these chosen beforehand, in a form. */
export function several(values: string[], ...selected_values: string[]) {
  return form({ tag: 'multi_select_static', name: 'm', options: values.map(option), selected_values })
}

/** A select of these people, with one chosen beforehand. */
export function person(initial_option: string, ...people: string[]) {
  return { tag: 'select_person', options: people.map((value) => ({ value })), initial_option }
}

function option(value: string) {
  return { text: plain(value), value }
}

/** A day that is chosen beforehand. */
export function day(initial_date: string) {
  return { tag: 'date_picker', initial_date }
}

/** A time that is chosen beforehand. */
export function clock(initial_time: string) {
  return { tag: 'picker_time', initial_time }
}

/** A table of one cell. */
export function tableOf(data_type: string, cell: unknown) {
  return { tag: 'table', columns: [{ name: 'n', data_type }], rows: [{ n: cell }] }
}

/** A table whose numbers look like this. */
export function formatted(format: object) {
  return { ...good.table, columns: [{ name: 'n', data_type: 'number', format }] }
}

/** A table of so many columns. */
export function wide(count: number) {
  const columns = Array.from({ length: count }, (_, n) => ({ name: `n${n}`, data_type: 'number' }))
  return { tag: 'table', columns, rows: [] }
}

/** A chart with this in its specification. */
export function chartOf(spec: object) {
  return { ...good.chart, chart_spec: { ...good.chart.chart_spec, ...spec } }
}
