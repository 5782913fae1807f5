import { z } from 'zod'
import type { OwnRecord } from '../../attendance/service.ts'
import { h, type Html } from '../../html/element.ts'
import { facts, link, note, nothing, section, type Tile, tiles } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { dayOf, whenOf } from '../../meetings/service.ts'
import { page } from '../../pages/service.ts'
import { shortDay } from '../../time/format.ts'
import { answerWords } from '../schedule/service.ts'
import { personFacts } from './card.ts'
import { countsOf } from './rules.ts'
import { mineOf } from './service.ts'
import type { Mine } from './types.ts'
import { markOf, notedText, words } from './words.ts'

/** 我的记录 in the browser: everything that is kept of whoever looks at it. */
export const minePage = page({
  path: '/me',
  name: words.title,
  inMenu: true,
  input: z.object({}),
  mayOpen: async () => true,
  show: async (ctx, tx, { viewer }) => ({
    title: words.title,
    body: mineBody(await mineOf(ctx, tx, viewer.who)),
  }),
})

function mineBody(mine: Mine): Html {
  const kept = words.keptFrom(`${mine.keptFrom.year}年${shortDay(mine.keptFrom)}`)
  return h(
    'div',
    { class: 'parts' },
    section(words.person, facts(personFacts(mine)), note(words.source)),
    section(words.ahead, aheadTable(mine)),
    section(words.year(mine.year), ...yearParts(mine), note(kept), note(words.page.correct)),
  )
}

function aheadTable({ ahead }: Mine): Html {
  const { columns } = words.page
  if (ahead.length === 0) return nothing(words.page.aheadNothing)
  return table({
    caption: words.ahead,
    narrow: 'cards',
    columns: (['meeting', 'when', 'answer'] as const).map((name) => ({ name, title: columns[name] })),
    rows: ahead.map(({ meeting, answer }) => ({
      meeting: link(`/meetings/${meeting.id}`, meeting.shownAs),
      when: whenOf(meeting),
      answer: answerWords[answer],
    })),
  })
}

function yearParts({ records, year }: Mine): Html[] {
  if (records.length === 0) return [nothing(words.nothing)]
  const { columns } = words.page
  return [
    tiles(tilesOf(records)),
    table({
      caption: words.year(year),
      narrow: 'cards',
      columns: (['meeting', 'day', 'mark'] as const).map((name) => ({ name, title: columns[name] })),
      rows: records.map((record) => ({
        meeting: link(`/meetings/${record.meeting.id}`, record.meeting.shownAs),
        day: shortDay(dayOf(record.meeting)),
        mark: markOf(record) + notedText(record.noted),
      })),
    }),
  ]
}

function tilesOf(records: readonly OwnRecord[]): Tile[] {
  const { held, present, late, leave, absent, open, made, observed } = countsOf(records)
  const { tiles: labels, late: lateOf, made: madeOf } = words.page
  return [
    { label: labels.held, value: held },
    { label: labels.present, value: present, ...(late > 0 ? { beside: lateOf(late) } : {}) },
    { label: labels.leave, value: leave, ...(made > 0 ? { beside: madeOf(made) } : {}) },
    { label: labels.absent, value: absent },
    ...(open > 0 ? [{ label: labels.open, value: open }] : []),
    ...(observed > 0 ? [{ label: labels.observed, value: observed }] : []),
  ]
}
