import { h, type Html } from './element.ts'

/**
 * What a page may be narrowed down by: one of the options, or without any a day. The address holds what was chosen, so that
 * it can be kept. `onlyWith`: the value of an option without which it says nothing.
 */
export type Filter = {
  name: string
  label: string
  options?: readonly { value: string; text: string }[]
  chosen: string
  onlyWith?: 'days'
}

/** Filters above what they narrow down; `to` is the page's own address. */
export function filters(all: readonly Filter[], { to, submit }: { to: string; submit: string }): Html {
  return h(
    'form',
    { class: 'filters', method: 'get', action: `./${to.slice(1)}` },
    all.map((one) =>
      h('label', { 'data-only-with': one.onlyWith }, h('span', null, one.label), inputOf(one)),
    ),
    h('button', null, submit),
  )
}

function inputOf({ name, options, chosen }: Filter): Html {
  if (options === undefined) return h('input', { type: 'date', name, value: chosen })
  const all = options.map(({ value, text }) => h('option', { value, selected: value === chosen }, text))
  return h('select', { name }, all)
}
