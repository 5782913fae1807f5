import { h, type Html, type Inner } from './element.ts'

/** A column; figures stand to the right, in digits of one width. */
export type Column = { name: string; title: string; type?: 'text' | 'number' }

export type Table = {
  caption: string
  columns: readonly Column[]
  rows: readonly Readonly<Record<string, Inner>>[]
  /**
   * On a phone: `scroll` keeps rows and columns, for what is compared; `cards` puts each row below the other, for what is
   * read. The first column heads its row either way.
   */
  narrow?: 'scroll' | 'cards'
}

/** A table; it never makes the page itself wider than the screen. */
export function table({ caption, columns, rows, narrow = 'scroll' }: Table): Html {
  const made = h(
    'table',
    { role: 'table', class: narrow },
    h('caption', null, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(headOf))),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) =>
        h(
          'tr',
          { role: 'row' },
          columns.map((column, place) => cellOf(column, row[column.name] ?? '', place === 0)),
        ),
      ),
    ),
  )
  if (narrow === 'cards') return made
  // Whoever has no pointer scrolls it with the arrow keys.
  return h('div', { class: 'scroller', role: 'region', 'aria-label': caption, tabIndex: 0 }, made)
}

function headOf({ title, type = 'text' }: Column): Html {
  return h('th', { role: 'columnheader', scope: 'col', class: type }, title)
}

// The roles are said outright: a browser forgets what a table is once its rows are laid out as cards.
function cellOf({ title, type = 'text' }: Column, said: Inner, isHead: boolean): Html {
  if (isHead) return h('th', { role: 'rowheader', scope: 'row', class: type }, said)
  return h('td', { role: 'cell', class: type, 'data-label': title }, said)
}
