import { h, type Html, type Inner } from './element.ts'

/** A part of a page under its heading. */
export function section(title: string, ...inner: Inner[]): Html {
  return h('section', null, h('h2', null, title), ...inner)
}

/** What a part says where there is nothing to show. */
export function nothing(said: string): Html {
  return h('p', { class: 'nothing' }, said)
}

/** What may be overlooked. */
export function note(...said: Inner[]): Html {
  return h('p', { class: 'note' }, ...said)
}

type Facts = readonly (readonly [label: string, value: Inner])[]

/** Facts with their labels, several beside each other where there is room. */
export function facts(all: Facts): Html {
  return listed(all, 'facts')
}

/** Longer texts with their labels, each as wide as the page. */
export function texts(all: Facts): Html {
  return listed(all, 'facts texts')
}

function listed(all: Facts, look: string): Html {
  return h(
    'dl',
    { class: look },
    all.map(([label, value]) => h('div', null, h('dt', null, label), h('dd', null, value))),
  )
}

/** Figures that are seen at a glance; `beside` says what one means, or what it is out of. */
export type Tile = { label: string; value: Inner; beside?: Inner }

export function tiles(all: readonly Tile[]): Html {
  return h(
    'dl',
    { class: 'tiles' },
    all.map(({ label, value, beside }) =>
      h(
        'div',
        null,
        h('dt', null, label),
        h('dd', null, h('strong', null, value), beside === undefined ? null : h('span', null, beside)),
      ),
    ),
  )
}

/** How something stands: its words say it, its colour only repeats them. */
export type Tone = 'neutral' | 'good' | 'attention' | 'info'

export function tag(said: string, tone: Tone = 'neutral'): Html {
  return h('span', { class: `tag ${tone}` }, said)
}

/** A way to another page, by its address such as `/meetings/A047`. */
export function link(to: string, ...said: Inner[]): Html {
  // Relative to the place of all pages, wherever a proxy puts it.
  return h('a', { href: `./${to.slice(1)}` }, ...said)
}

/** What is shown only to whoever opens it; printed in full. */
export function folded(title: string, ...inner: Inner[]): Html {
  return h('details', null, h('summary', null, title), ...inner)
}
