import { z } from 'zod'
import { typeName } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { h, type Html } from '../../html/element.ts'
import { type Filter, filters } from '../../html/filters.ts'
import { link, note, nothing, section } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { BranchId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { page } from '../../pages/service.ts'
import { branches } from '../../roster/service.ts'
import { clock, dayName, shortDay } from '../../time/format.ts'
import { today } from '../../time/dates.ts'
import { stateOf } from './card.ts'
import { weeksFrom } from './rules.ts'
import { scheduleBetween, type Sought } from './service.ts'
import type { Schedule } from './types.ts'
import { words } from './words.ts'

const PATH = '/meetings'
/** Each takes two questions to the records. */
const MOST_ROWS = 150

/** A day as the browser's own field sends it; what is none means the usual one. */
const Day = z.iso
  .date()
  .transform((text) => Temporal.PlainDate.from(text))
  .optional()
  .catch(undefined)
const Input = z.object({ from: Day, until: Day, branch: z.string().catch(''), type: z.string().catch('') })
type Input = z.output<typeof Input>

/** 会议: what one may see of this week and the next, or of any other days, by branch and type. */
export const schedulePage = page({
  path: PATH,
  name: words.page.name,
  inMenu: true,
  input: Input,
  mayOpen: async () => true,
  async show(ctx, tx, { viewer, input }) {
    const sought = soughtIn(input, weeksFrom(today(ctx)))
    const { seen, found } = await scheduleBetween(ctx, tx, { reader: viewer, sought, most: MOST_ROWS })
    const offered = await filtersOf(ctx, tx, { seen, sought })
    return { title: words.title, body: scheduleBody(found, offered) }
  },
})

function soughtIn(
  { from, until, branch, type }: Input,
  usual: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Sought {
  const first = from ?? usual.from
  const last = until ?? usual.to.subtract({ days: 1 })
  // Days that were given the wrong way round are meant all the same.
  const isTurned = Temporal.PlainDate.compare(first, last) > 0
  return {
    from: isTurned ? last : first,
    to: (isTurned ? first : last).add({ days: 1 }),
    branch: branchIn(branch),
    type: type === '' ? null : type,
  }
}

function branchIn(said: string): Sought['branch'] {
  if (said === '') return null
  return said === 'college' ? 'college' : BranchId.parse(said)
}

async function filtersOf(
  ctx: Ctx,
  tx: Tx,
  { seen, sought }: { seen: readonly Meeting[]; sought: Sought },
): Promise<Filter[]> {
  const here = new Set(seen.map(({ branch }) => branch))
  const named = (await branches(tx)).filter(({ id }) => here.has(id) || id === sought.branch)
  const types = new Set(seen.flatMap((one) => one.types.map((type) => typeName(ctx.settings.types, type))))
  if (sought.type !== null) types.add(sought.type)
  const { filters: labels, all } = words.page
  const any = { value: '', text: all }
  return [
    { name: 'from', label: labels.from, chosen: sought.from.toString() },
    { name: 'until', label: labels.until, chosen: sought.to.subtract({ days: 1 }).toString() },
    {
      name: 'branch',
      label: labels.branch,
      options: [
        any,
        ...named.map(({ id, short }) => ({ value: id, text: short })),
        ...(here.has(null) || sought.branch === 'college'
          ? [{ value: 'college', text: words.ofCollege }]
          : []),
      ],
      chosen: sought.branch ?? '',
    },
    {
      name: 'type',
      label: labels.type,
      options: [any, ...[...types].map((type) => ({ value: type, text: type }))],
      chosen: sought.type ?? '',
    },
  ]
}

function scheduleBody({ rows, further }: Schedule & { further: number }, offered: readonly Filter[]): Html {
  const { page: said, columns } = words
  const names = ['title', 'when', 'branch', 'place', 'state'] as const
  return h(
    'div',
    { class: 'parts' },
    section(said.name, filters(offered, { to: PATH, submit: said.submit })),
    h(
      'section',
      null,
      rows.length === 0
        ? nothing(said.none)
        : table({
            caption: said.list(rows.length + further),
            narrow: 'cards',
            columns: names.map((name) => ({ name, title: columns[name] })),
            rows: rows.map((row) => ({
              title: link(`${PATH}/${encodeURIComponent(row.meeting.id)}`, row.meeting.shownAs),
              when: whenOf(row.meeting),
              branch: row.branch ?? words.ofCollege,
              place: row.meeting.place,
              state: stateOf(row),
            })),
          }),
      further === 0 ? null : note(said.further(further)),
    ),
  )
}

function whenOf({ startsAt, zone }: Meeting): string {
  const start = startsAt.toZonedDateTimeISO(zone)
  return `${shortDay(start)} ${dayName(start)} ${clock(start)}`
}
