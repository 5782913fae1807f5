import { z } from 'zod'
import { h, type Html, type Inner } from '../../html/element.ts'
import { link, note, nothing, section, tag } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { page } from '../../pages/service.ts'
import { every } from '../programmes/service.ts'
import { branchesSeen } from '../rules.ts'
import { lineOf, needsAttention } from './rules.ts'
import { type Covered, coverageNow } from './service.ts'
import { pageWords as words } from './words.ts'

/** All programmes that run, how far each is against its time, what is behind or late first; below, those that have ended. */
export const ledgerPage = page({
  path: '/ledger',
  name: words.name,
  inMenu: true,
  input: z.object({}),
  mayOpen: async (_ctx, _tx, { viewer }) => branchesSeen(viewer.rights)?.length !== 0,
  async show(ctx, tx, { viewer }) {
    const seen = branchesSeen(viewer.rights)
    const all = await coverageNow(ctx, tx, seen)
    const own = seen === null ? all : all.filter(({ coverage }) => coverage.counts.rows > 0)
    const ended = (await every(tx)).filter(({ closedAt }) => closedAt !== null)
    const body = h(
      'div',
      { class: 'parts' },
      section(
        words.running(own.length),
        note(words.how),
        own.length === 0 ? nothing(words.none) : coverageTable(inOrder(own)),
      ),
      ...(ended.length === 0
        ? []
        : [
            section(
              words.ended,
              h(
                'ul',
                { class: 'lines' },
                ended.map(({ id, definition }) => h('li', null, toProgramme(id, definition.title))),
              ),
            ),
          ]),
    )
    return { title: words.name, body }
  },
})

function inOrder(all: readonly Covered[]): Covered[] {
  const isPressing = (one: Covered) => needsAttention(lineOf(one.coverage, one.programme))
  return [...all.filter(isPressing), ...all.filter((one) => !isPressing(one))]
}

function toProgramme(id: string, title: string): Html {
  return link(`/ledger/${encodeURIComponent(id)}`, title)
}

function coverageTable(all: readonly Covered[]): Html {
  const names = ['programme', 'now', 'state', 'done', 'time', 'late'] as const
  const { columns } = words
  return table({
    caption: words.caption,
    narrow: 'cards',
    columns: names.map((name) => ({ name, title: columns[name], type: name === 'late' ? 'number' : 'text' })),
    rows: all.map(rowOf),
  })
}

function rowOf({ programme, coverage }: Covered): Record<string, Inner> {
  const { definition } = programme
  const { counts, share, time, behind } = coverage
  return {
    programme: toProgramme(programme.id, definition.title),
    now: lineOf(coverage, programme).text,
    done: bar(share, words.bar(definition.title, words.columns.done)),
    time: bar(time, words.bar(definition.title, words.columns.time)),
    late: counts.late,
    state: behind ? tag(words.states.behind, 'attention') : stateOf(counts.late),
  }
}

function stateOf(late: number): Html {
  return late > 0 ? tag(words.states.late, 'attention') : tag(words.states.fine, 'good')
}

/** A share as a bar, and in figures. */
function bar(share: number, label: string): Html {
  return h(
    'span',
    { class: 'share' },
    h('progress', { max: 100, value: share, 'aria-label': label }),
    ` ${share}%`,
  )
}
