import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BarChart } from '../../cards/chart-blocks.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { chart } from '../../html/chart.ts'
import { folded, link, note, nothing, section, type Tile, tiles } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { BranchId } from '../../ids.ts'
import { assemblyOf } from '../../measures/service.ts'
import type { FigureName } from '../../measures/types.ts'
import { page } from '../../pages/service.ts'
import type { Page } from '../../pages/types.ts'
import { dateOf } from '../../time/dates.ts'
import * as lines from '../card.ts'
import { attention, isQuarterOver, percent, totalsOf } from '../rules.ts'
import { lastDigest } from '../service.ts'
import { weekCharts } from '../college/service.ts'
import { snapshotBy } from '../snapshots/service.ts'
import type { Days, Of, Part, Snapshot } from '../types.ts'
import { keyOfWeek, weeksBeside } from '../weeks/service.ts'
import { refusals, words } from '../words.ts'
import type { Offers } from './types.ts'

const PATH = '/overview'

/**
 * 总览: the last week of all branches, or another `week`, as its digest said it; or any figures that are chosen above it. For the
 * committee.
 */
export function overviewPage(offers: Offers): Page {
  return page({
    path: PATH,
    name: words.page.overview,
    inMenu: true,
    input: z.looseObject({ week: z.string().optional() }).catchall(z.string()),
    mayOpen: async (_ctx, _tx, { viewer }) => viewer.rights.committee,
    async show(ctx, tx, { viewer, input: { week, ...given } }) {
      const key = week === undefined ? (await lastDigest(ctx, tx))?.key : keyOfWeek(ctx, week)
      const snapshot = key === undefined || key === null ? null : await snapshotBy(tx, key)
      const usual = snapshot === null ? undefined : daysOf(snapshot, ctx.settings.timezone)
      const { form, found } = await offers.chosen(ctx, tx, { viewer, given, usual, to: PATH })
      const parts = found ?? (await weekParts(ctx, tx, { snapshot, week, offers }))
      return { title: words.page.overview, body: h('div', { class: 'parts' }, form, ...parts) }
    },
  })
}

function daysOf({ from, to }: Snapshot, zone: string): Days {
  const day = (at: string) => dateOf(Temporal.Instant.from(at), zone)
  return { from: day(from), to: day(to) }
}

type Asked = { snapshot: Snapshot | null; week: string | undefined; offers: Offers }

async function weekParts(ctx: Ctx, tx: Tx, { snapshot, week, offers }: Asked): Promise<Html[]> {
  if (snapshot === null)
    return [section(words.page.week, nothing(week === undefined ? refusals.noneYet : words.page.noWeek))]
  const { settings: college } = ctx
  const assembly = assemblyOf(college.types)
  const days = daysOf(snapshot, college.timezone)
  const shown = { snapshot, assembly, at: (of: Of, figure: FigureName) => offers.rowsAt(of, days, figure) }
  const items = lines.attentionLines(attention(snapshot))
  const { before, after } = await weeksBeside(ctx, tx, snapshot)
  const { programmes = [] } = snapshot
  const charts = [...weekCharts(snapshot, college), ...rateChart(snapshot)]
  return [
    section(
      lines.digestTitle(snapshot, college),
      note(words.page.asSent, ...weekLink(before, words.page.before), ...weekLink(after, words.page.after)),
      tiles(tilesOf(shown)),
      listOf(sayings(shown)),
    ),
    section(words.attention, items.length === 0 ? nothing(words.noItems) : listOf(items)),
    ...(programmes.length === 0
      ? []
      : [section(words.page.ledger, listOf(programmes), note(link('/ledger', words.page.toLedger)))]),
    section(words.page.branches, branchTable(shown)),
    ...(charts.length === 0
      ? []
      : [
          section(
            words.page.charts,
            ...charts.map((one) =>
              chart(
                one,
                one.kind === 'line' ? { ...words.page.chart, label: words.page.weekOf } : words.page.chart,
              ),
            ),
          ),
        ]),
    section(words.measures, folded(words.page.how, ...lines.definitionLines().map((one) => note(one)))),
  ]
}

function weekLink(week: string | null, said: string): Inner[] {
  return week === null ? [] : [' ', link(`${PATH}?week=${week}`, said)]
}

type Shown = { snapshot: Snapshot; assembly: string | null; at: (of: Of, figure: FigureName) => string }

/** What the figures at a glance leave out; the college's own meetings lead to their rows. */
function sayings({ snapshot, assembly, at }: Shown): Inner[] {
  const { branches, college, week } = snapshot
  const own = lines.collegeLine(college).map((one) => link(at({ kind: 'college' }, 'held'), one))
  return [lines.heldLine(totalsOf(branches, { week, assembly })), ...own]
}

function listOf(all: readonly Inner[]): Html {
  return h(
    'ul',
    { class: 'lines' },
    all.map((one) => h('li', null, one)),
  )
}

function tilesOf({ snapshot, assembly: type, at }: Shown): Tile[] {
  const assembly =
    type === null ? null : words.page.assemblies(lines.quarterName(isQuarterOver(snapshot, type)))
  const totals = totalsOf(snapshot.branches, { week: snapshot.week, assembly: type })
  const { held, present, due, leave, reportsDue, reportsMissing } = totals.figures
  const rate = percent(totals.figures)
  const { labels, of } = words.page
  const all: Of = { kind: 'branches' }
  return [
    {
      label: labels.held,
      value: counted(held, at(all, 'held')),
      beside: words.page.ofBranches(totals.active, totals.branches),
    },
    {
      label: labels.rate,
      value: rate === null ? words.nothing : words.percent(rate),
      beside: words.page.noLeave,
    },
    {
      label: labels.present,
      value: counted(present, at(all, 'present')),
      beside: counted(due, at(all, 'due'), words.page.ofPeople(due, leave)),
    },
    {
      label: labels.reports,
      value: reportsDue - reportsMissing,
      beside: counted(reportsDue, at(all, 'reportsDue'), of(reportsDue)),
    },
    { label: labels.missing, value: counted(reportsMissing, at(all, 'reportsMissing')) },
    ...(assembly === null ? [] : [{ label: assembly, value: `${totals.assemblies}/${totals.branches}` }]),
    ...(totals.tasks === 0 ? [] : [{ label: labels.tasks, value: totals.tasks }]),
  ]
}

/** A number that leads to the rows which it counts; what counts nothing leads nowhere. */
function counted(count: number, to: string, said: string | number = count): Inner {
  return count === 0 ? said : link(to, said)
}

/** Beside each other, all of them are compared. */
function branchTable(shown: Shown): Html {
  return table({
    caption: words.page.branchesOf(shown.snapshot.branches.length),
    columns: lines.branchColumns.map(({ name, title }) => ({
      name,
      title,
      type: name === 'branch' ? 'text' : 'number',
    })),
    rows: shown.snapshot.branches.map((part) => rowOf(part, shown)),
  })
}

function rowOf(part: Part, { at }: Shown): Record<string, Inner> {
  const { figures, id } = part
  const { branch: name = '', ...cells } = lines.branchCells(part)
  const branch = link(`/branches/${encodeURIComponent(id)}`, name)
  if (figures === null) return { branch, ...cells }
  const to = (figure: FigureName) => at({ kind: 'branch', branch: BranchId.parse(id) }, figure)
  const { held, reportsDue, reportsLate: late, reportsMissing: missing } = figures
  return {
    ...cells,
    branch,
    held: counted(held, to('held')),
    due: counted(reportsDue, to('reportsDue')),
    late:
      reportsDue === 0
        ? words.nothing
        : h('span', null, counted(late, to('reportsLate')), '/', counted(missing, to('reportsMissing'))),
  }
}

function rateChart({ branches }: Snapshot): BarChart[] {
  const bars = lines.rateBars(branches)
  return bars.length === 0 ? [] : [{ kind: 'chart', title: words.chart, bars }]
}
