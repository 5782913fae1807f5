import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { chart } from '../../html/chart.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { filters } from '../../html/filters.ts'
import { folded, link, note, nothing, section, type Tile, tiles } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { definitions, rateDefinition, sumOf } from '../../measures/service.ts'
import type { FigureName, Figures } from '../../measures/types.ts'
import { page } from '../../pages/service.ts'
import type { Viewer } from '../../pages/types.ts'
import { today } from '../../time/dates.ts'
import { chartsOf } from '../charts/service.ts'
import {
  choiceOf,
  choosingWords,
  filtersFor,
  mayChoose,
  rowsAddress,
  sheetAddress,
} from '../choosing/service.ts'
import { type Choice, Given } from '../choosing/types.ts'
import { OFFERED, rateIn } from '../rules.ts'
import { nameOf, sheetOf } from '../service.ts'
import type { Asked, Line, Sheet } from '../types.ts'
import { daysName, rateCell, rounded, timeSaid, words as common } from '../words.ts'
import { GLANCE, words } from './words.ts'

const PATH = '/statistics'

/** 统计: the figures of a branch, a group, oneself or all, in any stretch of time; each number leads to its rows. */
export const sheetPage = page({
  path: PATH,
  name: words.name,
  inMenu: true,
  input: Given,
  mayOpen: (_ctx, tx, { viewer, input: given }) => mayChoose(tx, { viewer, given }),
  async show(ctx, tx, { viewer, input: given }) {
    const choice = await choiceOf(ctx, tx, { viewer, given })
    const form = await filterForm(ctx, tx, { viewer, given, choice, to: PATH })
    const name = choice.ok ? await nameOf(tx, choice.asked.scope) : null
    return {
      title: name === null ? words.name : common.title(name),
      body: h('div', { class: 'parts' }, form, ...(await foundParts(ctx, tx, { choice, to: PATH }))),
    }
  },
})

type Filtering = { viewer: Viewer; given: Given; choice: Choice; to: string }

/** The filters above figures; what was not understood is said below them. */
export async function filterForm(ctx: Ctx, tx: Tx, filtering: Filtering): Promise<Html> {
  const { scope, others } = await filtersFor(ctx, tx, filtering)
  const at = { to: filtering.to, submit: choosingWords.submit }
  return section(choosingWords.filters, filters([scope, ...others], at))
}

/** What was found, or what is asked back. */
export async function foundParts(
  ctx: Ctx,
  tx: Tx,
  { choice, to }: { choice: Choice; to: string },
): Promise<Html[]> {
  if (!choice.ok) return [faultPart(ctx, choice, to)]
  const { asked } = choice
  return sheetParts(ctx, await sheetOf(ctx, tx, asked), await nameOf(tx, asked.scope))
}

/** What was not understood of an address, with a way to each thing that it may mean. */
export function faultPart(ctx: Ctx, { fault, said, choices }: Choice & { ok: false }, to: string): Html {
  const of = { terms: ctx.settings.terms, today: today(ctx) }
  return h(
    'section',
    { role: 'alert' },
    h('p', null, choosingWords.faults[fault](said)),
    choices.length === 0
      ? null
      : h(
          'ul',
          { class: 'lines' },
          choices.map((asked) => h('li', null, link(to + queryFrom(asked), daysName(asked.days, of)))),
        ),
  )
}

function queryFrom(asked: Asked): string {
  return sheetAddress(asked).slice(PATH.length)
}

/** The figures of a sheet, all of them. */
function sheetParts(ctx: Ctx, sheet: Sheet, name: string): Html[] {
  const { asked } = sheet
  const { terms } = ctx.settings
  const days = daysName(asked.days, { terms, today: sheet.today })
  const charts = chartSection(ctx, sheet)
  const lead = [name, days, ...(asked.type === null ? [] : [asked.type])].join(' ')
  const branch =
    asked.scope.kind === 'branch' ? [note(link(`/branches/${asked.scope.branch}`, words.toBranch))] : []
  return [
    section(words.glance, h('p', { class: 'nothing' }, lead), ...glanceParts(sheet), ...branch),
    ...charts,
    ...linesSection(sheet),
    ...numbersSection(sheet, days),
  ]
}

/** Figures that are seen at a glance, with what must be known of them. */
export function glanceParts(sheet: Sheet): Html[] {
  const { lines, asked, today: on } = sheet
  const total = sumOf(lines.map(({ figures }) => figures))
  const shown = tilesOf(asked, lines, total)
  const gaps = [...new Set(lines.flatMap((one) => one.gaps))]
  const lacking = lines.filter(({ complete }) => !complete).map(({ name }) => name)
  const time = timeSaid(asked.days, on)
  return [
    ...(time === null ? [] : [note(time)]),
    ...(gaps.length === 0 ? [] : [note(common.gaps(gaps))]),
    ...(lacking.length === 0 || lines.length < 2 ? [] : [note(common.gapsOf(lacking))]),
    shown.length === 0 ? nothing(words.none) : tiles(shown),
  ]
}

function tilesOf(asked: Asked, lines: readonly Line[], total: Figures): Tile[] {
  const besides: Partial<Record<FigureName, Inner>> = {
    held: numberOf(asked, total, { figure: 'planned', say: words.tiles.planned }),
    present: numberOf(asked, total, { figure: 'due', say: words.tiles.due }),
    reportsOnTime: numberOf(asked, total, { figure: 'reportsDue', say: words.tiles.reports }),
  }
  const counts = GLANCE.filter((figure) => total[figure] > 0 || besides[figure])
  const all = counts.map((figure): Tile => {
    const { name: label } = definitions[figure]
    return { label, value: numberOf(asked, total, { figure }) ?? 0, beside: besides[figure] }
  })
  if (total.due === 0) return all
  return all.toSpliced(1, 0, rateTile(lines))
}

function rateTile(lines: readonly Line[]): Tile {
  const { whole, all, percent } = rateIn(lines)
  const { name: label } = rateDefinition
  if (whole === 0) return { label, value: common.lacking }
  return {
    label,
    value: percent === null ? common.nothing : common.percent(percent),
    beside: whole === all ? words.tiles.rate : common.ofSome(whole, all),
  }
}

type Number = { figure: FigureName; say?: (count: string) => string }

/** A number that leads to its rows; undefined: it counts nothing. */
export function numberOf(
  asked: Asked,
  figures: Figures,
  { figure, say = (count) => count }: Number,
): Html | undefined {
  const count = figures[figure]
  if (count === 0) return undefined
  return link(rowsAddress({ asked, figure, page: 1 }), say(rounded(count)))
}

/** The charts of a sheet, as its card has them. */
export function chartSection(ctx: Ctx, sheet: Sheet): Html[] {
  const charts = chartsOf(sheet, ctx.settings).map((one) =>
    chart(one, one.kind === 'line' ? { ...words.chart, label: words.week } : words.chart),
  )
  return charts.length === 0 ? [] : [section(words.charts, ...charts)]
}

/** Every branch in the college's own order, with all figures of which there are any. */
function linesSection({ asked, lines }: Sheet): Html[] {
  if (lines.length < 2) return []
  const total = sumOf(lines.map(({ figures }) => figures))
  const names = OFFERED.filter((name) => total[name] !== 0)
  const columns = names.map((name) => ({ name, title: definitions[name].name, type: 'number' as const }))
  const rows = lines.map(({ name, scope, branch, figures, complete }) => ({
    branch: branch === null ? name : link(`/branches/${branch}`, name),
    rate: rateCell({ figures, complete }),
    ...Object.fromEntries(
      names.map((figure) => [figure, numberOf({ ...asked, scope }, figures, { figure }) ?? 0]),
    ),
  }))
  return [
    section(
      words.table,
      table({
        caption: words.tableOf(lines.length),
        columns: [
          { name: 'branch', title: words.columns.branch },
          { name: 'rate', title: words.columns.rate, type: 'number' },
          ...columns,
        ],
        rows,
      }),
    ),
  ]
}

/** Every figure of which there is any, by its name, with how it is counted. */
export function numbersSection({ asked, lines }: Sheet, days: string): Html[] {
  const total = sumOf(lines.map(({ figures }) => figures))
  const names = OFFERED.filter((name) => total[name] !== 0)
  if (names.length === 0) return []
  const { columns } = words
  const rows = names.map((figure) => ({
    name: definitions[figure].name,
    count: h('span', null, numberOf(asked, total, { figure }) ?? 0, ' ', definitions[figure].unit),
    how: definitions[figure].how,
  }))
  return [
    section(
      words.all,
      table({
        caption: words.allOf(days),
        narrow: 'cards',
        columns: [
          { name: 'name', title: columns.name },
          { name: 'count', title: columns.count, type: 'number' },
          { name: 'how', title: columns.how },
        ],
        rows,
      }),
      folded(rateDefinition.name, note(rateDefinition.how)),
    ),
  ]
}
