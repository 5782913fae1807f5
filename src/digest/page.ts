import { z } from 'zod'
import type { Settings } from '../../config/college.ts'
import { h, type Html } from '../html/element.ts'
import { chart } from '../html/chart.ts'
import { folded, note, nothing, section, type Tile, tiles } from '../html/parts.ts'
import { table } from '../html/table.ts'
import { assemblyOf } from '../measures/service.ts'
import { page } from '../pages/service.ts'
import type { Page } from '../pages/types.ts'
import {
  attentionLines,
  branchCells,
  branchColumns,
  collegeLine,
  definitionLines,
  digestTitle,
  heldLine,
  quarterName,
  rateBars,
} from './card.ts'
import { attention, isQuarterOver, percent, totalsOf } from './rules.ts'
import { lastDigest } from './service.ts'
import { snapshotBy } from './snapshots/service.ts'
import type { Snapshot } from './types.ts'
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
    const snapshot = week && (await snapshotBy(tx, week.key))
    const body = snapshot === null ? nothing(refusals.noneYet) : overviewBody(snapshot, ctx.settings)
    return { title: words.page.overview, body }
  },
})

export const pages: readonly Page[] = [overviewPage]

function overviewBody(shown: Snapshot, college: Settings): Html {
  const assembly = assemblyOf(college.types)
  const items = attention(shown)
  const lines = attentionLines(items)
  return h(
    'div',
    { class: 'parts' },
    h('p', { class: 'lead' }, `${college.name}${digestTitle(shown, college)}`),
    section(words.page.week, tiles(tilesOf(shown, assembly)), listOf(sayings(shown, assembly))),
    section(words.attention, lines.length === 0 ? nothing(words.noItems) : listOf(lines)),
    section(words.page.branches, branchTable(shown)),
    ...chartOf(shown),
    section(words.measures, folded(words.page.how, ...definitionLines().map((one) => note(one)))),
  )
}

/** What the figures at a glance leave out. */
function sayings(shown: Snapshot, assembly: string | null): string[] {
  return [heldLine(totalsOf(shown.branches, { week: shown.week, assembly })), ...collegeLine(shown.college)]
}

function listOf(lines: readonly string[]): Html {
  return h(
    'ul',
    { class: 'lines' },
    lines.map((one) => h('li', null, one)),
  )
}

function tilesOf(shown: Snapshot, type: string | null): Tile[] {
  const assembly = type === null ? null : words.page.assemblies(quarterName(isQuarterOver(shown, type)))
  const totals = totalsOf(shown.branches, { week: shown.week, assembly: type })
  const { held, reportsDue, reportsMissing } = totals.figures
  const rate = percent(totals.figures)
  const { labels, of } = words.page
  return [
    { label: labels.held, value: held, beside: words.page.ofBranches(totals.active, totals.branches) },
    {
      label: labels.rate,
      value: rate === null ? words.nothing : words.percent(rate),
      beside: words.page.noLeave,
    },
    { label: labels.reports, value: reportsDue - reportsMissing, beside: of(reportsDue) },
    { label: labels.missing, value: reportsMissing },
    ...(assembly === null ? [] : [{ label: assembly, value: `${totals.assemblies}/${totals.branches}` }]),
    ...(totals.tasks === 0 ? [] : [{ label: labels.tasks, value: totals.tasks }]),
  ]
}

function branchTable({ branches }: Snapshot): Html {
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

function chartOf({ branches }: Snapshot): Html[] {
  const bars = rateBars(branches)
  if (bars.length === 0) return []
  const shown = { kind: 'chart', title: words.chart, bars } as const
  return [section(words.columns.rate, chart(shown, words.page.chart))]
}
