import { z } from 'zod'
import type { Settings } from '../../config/college.ts'
import { h, type Html } from '../html/element.ts'
import { chart } from '../html/chart.ts'
import { folded, note, nothing, section, type Tile, tiles } from '../html/parts.ts'
import { table } from '../html/table.ts'
import { assemblyOf } from '../measures/service.ts'
import { page } from '../pages/service.ts'
import type { Page } from '../pages/types.ts'
import { teachingWeek } from '../time/calendar.ts'
import {
  attentionLines,
  branchCells,
  branchColumns,
  collegeLine,
  heldLine,
  quarterName,
  rateBars,
  weekRange,
} from './card.ts'
import { attention, percent, totalsOf } from './rules.ts'
import { type Counted, lastDigest, readDigest } from './service.ts'
import { endsQuarter } from './weeks/rules.ts'
import { refusals, words } from './words.ts'

/** 总览: the last week of all branches, for the committee. */
const overviewPage = page({
  path: '/overview',
  name: words.page.overview,
  inMenu: true,
  input: z.object({}),
  mayOpen: async (_ctx, _tx, { viewer }) => viewer.rights.committee,
  async show(ctx, tx) {
    const week = await lastDigest(ctx, tx)
    const body =
      week === null ? nothing(refusals.noneYet) : overviewBody(await readDigest(tx, week.key), ctx.settings)
    return { title: words.page.overview, body }
  },
})

export const pages: readonly Page[] = [overviewPage]

function overviewBody(shown: Counted, college: Settings): Html {
  const { timezone: zone, terms, name } = college
  const monday = shown.week.from.toZonedDateTimeISO(zone)
  const items = attention(shown.branches, shown.college)
  const lines = attentionLines(items, { over: endsQuarter(shown.week, zone) })
  return h(
    'div',
    { class: 'parts' },
    h(
      'p',
      { class: 'lead' },
      `${words.title(name, teachingWeek(terms, monday.toPlainDate()))}（${weekRange(monday)}）`,
    ),
    section(words.page.week, tiles(tilesOf(shown, college)), listOf(sayings(shown))),
    section(words.attention, lines.length === 0 ? nothing(words.items(0)) : listOf(lines)),
    section(words.page.branches, branchTable(shown)),
    ...chartOf(shown),
    section(words.measures, folded(words.page.how, ...words.measuresText.map((one) => note(one)))),
  )
}

/** What the figures at a glance leave out. */
function sayings(shown: Counted): string[] {
  const { branches, college } = shown
  const own = college.held === 0 ? [] : [collegeLine(college)]
  return [heldLine(totalsOf(branches)), ...own]
}

function listOf(lines: readonly string[]): Html {
  return h(
    'ul',
    { class: 'lines' },
    lines.map((one) => h('li', null, one)),
  )
}

function tilesOf({ branches, week }: Counted, { timezone, types }: Settings): Tile[] {
  const assembly =
    assemblyOf(types) === null ? null : words.page.assemblies(quarterName(endsQuarter(week, timezone)))
  const totals = totalsOf(branches)
  const rate = percent(totals)
  const { labels, of } = words.page
  return [
    { label: labels.held, value: totals.held, beside: words.page.ofBranches(totals.active, totals.branches) },
    {
      label: labels.rate,
      value: rate === null ? words.nothing : words.percent(rate),
      beside: words.page.noLeave,
    },
    { label: labels.reports, value: totals.in, beside: of(totals.due) },
    { label: labels.missing, value: totals.missing },
    ...(assembly === null ? [] : [{ label: assembly, value: `${totals.assemblies}/${totals.branches}` }]),
    ...(totals.tasks === 0 ? [] : [{ label: labels.tasks, value: totals.tasks }]),
  ]
}

function branchTable({ branches }: Counted): Html {
  return table({
    caption: words.page.branchesOf(branches.length),
    // Beside each other, all of them are compared.
    columns: branchColumns.map(({ name, title }) => ({
      name,
      title,
      type: name === 'branch' ? 'text' : 'number',
    })),
    rows: branches.map(branchCells),
  })
}

function chartOf({ branches }: Counted): Html[] {
  const bars = rateBars(branches)
  if (bars.length === 0) return []
  const shown = { kind: 'chart', title: words.chart, bars } as const
  return [section(words.columns.rate, chart(shown, words.page.chart))]
}
