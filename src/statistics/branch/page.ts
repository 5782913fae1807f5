import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { filters } from '../../html/filters.ts'
import { link, note, nothing, section, tag } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { BranchId } from '../../ids.ts'
import { dutiesToday, dutyTable, figuresOfOne } from '../../measures/service.ts'
import type { DueReport, Facts, Sitting } from '../../measures/types.ts'
import { page } from '../../pages/service.ts'
import type { Viewer } from '../../pages/types.ts'
import { recordTag } from '../../reports/service.ts'
import { branch as branchOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { dayName, deadline, shortDay } from '../../time/format.ts'
import { isAfter } from '../../time/order.ts'
import { choiceOf, choosingWords, filtersFor, rowsAddress, sheetAddress } from '../choosing/service.ts'
import { Given } from '../choosing/types.ts'
import { termOrWeeks } from '../periods/service.ts'
import { mayOpenMeetings, mayRead } from '../rules.ts'
import { sheetOf } from '../service.ts'
import { chartSection, faultPart, glanceParts } from '../sheet/service.ts'
import type { Asked, Line, Sheet } from '../types.ts'
import { daysName } from '../words.ts'
import { words } from './words.ts'

/** So many of a term are listed; the others are a click away. */
const MOST_ROWS = 20

/** A branch: its figures, what of its organisational life is still missing, its meetings and their records; no names. */
export const branchPage = page({
  path: '/branches/:branch',
  name: words.name,
  input: Given.omit({ of: true }).extend({ branch: BranchId }),
  mayOpen: async (_ctx, _tx, { viewer, input: { branch } }) =>
    mayRead({ kind: 'branch', branch }, viewer.who, viewer.rights),
  async show(ctx, tx, { viewer, input: { branch, ...said } }) {
    const { name } = await branchOf(tx, branch)
    const given = { ...said, of: branch }
    const usual = termOrWeeks({ terms: ctx.settings.terms, today: today(ctx) })
    const choice = await choiceOf(ctx, tx, { viewer, given, usual })
    const { others } = await filtersFor(ctx, tx, { viewer, given, choice })
    const to = `/branches/${encodeURIComponent(branch)}`
    const form = section(choosingWords.filters, filters(others, { to, submit: choosingWords.submit }))
    const found = choice.ok
      ? await branchParts(ctx, tx, { asked: choice.asked, branch, viewer })
      : [faultPart(ctx, choice, to)]
    return { title: name, body: h('div', { class: 'parts' }, form, ...found) }
  },
})

type Shown = { asked: Asked; branch: BranchId; viewer: Viewer }

async function branchParts(ctx: Ctx, tx: Tx, { asked, branch, viewer }: Shown): Promise<Html[]> {
  const sheet = await sheetOf(ctx, tx, asked)
  const [line] = sheet.lines
  if (line === undefined) throw new Error('a branch has its figures')
  const { terms } = ctx.settings
  const days = daysName(asked.days, { terms, today: sheet.today })
  const listing = { sheet, line, mayOpen: mayOpenMeetings(asked.scope, viewer.rights) }
  const duties = await dutiesToday(ctx, tx, branch)
  return [
    section(days, ...glanceParts(sheet), note(link(sheetAddress(asked), words.toStatistics))),
    section(words.duties, duties.length === 0 ? nothing(words.noDuties) : dutyTable(duties, sheet.today)),
    ...chartSection(ctx, sheet),
    section(words.meetings, ...meetingParts(ctx, listing)),
    section(words.records, ...recordParts(ctx, listing)),
  ]
}

type Listing = { sheet: Sheet; line: Line; mayOpen: boolean }

function meetingParts(ctx: Ctx, { sheet, line: { facts }, mayOpen }: Listing): Html[] {
  const { timezone } = ctx.settings
  const all = facts.sittings.toSorted((a, b) => b.startsAt.epochMilliseconds - a.startsAt.epochMilliseconds)
  if (all.length === 0) return [nothing(words.noMeetings)]
  const rows = all.slice(0, MOST_ROWS)
  const names = ['title', 'day', 'outcome', 'came'] as const
  return [
    table({
      caption: words.meetingsOf(rows.length, all.length),
      narrow: 'cards',
      columns: names.map((name) => ({ name, title: words.columns[name] })),
      rows: rows.map((one) => ({
        title: mayOpen ? meetingLink(one.meeting, one.title) : one.title,
        day: dayIn(one.startsAt, timezone),
        outcome: outcomeTag(one, ctx.now()),
        came: cameTo(one, facts),
      })),
    }),
    ...further(all.length, { asked: sheet.asked, figure: 'planned' }),
  ]
}

function further(
  count: number,
  { asked, figure }: { asked: Asked; figure: 'planned' | 'reportsDue' },
): Html[] {
  if (count <= MOST_ROWS) return []
  return [note(link(rowsAddress({ asked, figure, page: 1 }), words.allOf(count)))]
}

function meetingLink(id: string, said: string): Html {
  return link(`/meetings/${encodeURIComponent(id)}`, said)
}

function dayIn(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone)
  return `${shortDay(local)} ${dayName(local)}`
}

const TONES = {
  held: 'good',
  moved: 'neutral',
  cancelled: 'neutral',
  adjourned: 'attention',
  open: 'info',
} as const

function outcomeTag({ outcome, startsAt }: Sitting, now: Temporal.Instant): Html {
  const isAhead = outcome === 'open' && isAfter(startsAt, now)
  return tag(isAhead ? words.ahead : words.outcomes[outcome], TONES[outcome])
}

function cameTo(sitting: Sitting, facts: Facts): Inner {
  const { held, unrecorded, fresh, present, due } = figuresOfOne(facts, { sitting })
  if (held === 0) return ''
  if (unrecorded > 0) return tag(words.unrecorded, 'attention')
  return fresh > 0 ? tag(words.fresh) : words.came(present, due)
}

function recordParts(ctx: Ctx, { sheet, line: { facts }, mayOpen }: Listing): Html[] {
  const all = facts.reports.toReversed()
  if (all.length === 0) return [nothing(words.noRecords)]
  const rows = all.slice(0, MOST_ROWS)
  const names = ['title', 'due', 'handedIn', 'state'] as const
  const zone = ctx.settings.timezone
  return [
    table({
      caption: words.recordsOf(rows.length, all.length),
      narrow: 'cards',
      columns: names.map((name) => ({ name, title: words.columns[name] })),
      rows: rows.map((report) => ({
        title: recordTitle(report, mayOpen),
        due: deadline(report.dueAt.toZonedDateTimeISO(zone)),
        handedIn: handedIn(report, facts),
        state: recordTag(report.state),
      })),
    }),
    ...further(all.length, { asked: sheet.asked, figure: 'reportsDue' }),
  ]
}

function recordTitle({ meeting }: DueReport, mayOpen: boolean): Inner {
  if (meeting === null) return words.other
  return mayOpen ? meetingLink(meeting.id, meeting.title) : meeting.title
}

function handedIn(report: DueReport, facts: Facts): Html {
  const { reportsOnTime, reportsLate } = figuresOfOne(facts, { report })
  if (reportsOnTime > 0) return tag(words.handedIn.onTime, 'good')
  return reportsLate > 0 ? tag(words.handedIn.late) : tag(words.handedIn.missing, 'attention')
}
