import { isBefore } from '../../time/order.ts'
import { clock, dayName, deadline, shortDay } from '../../time/format.ts'
import { kindNames } from '../../letters/service.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Block, Card, Column } from '../../cards/card.ts'
import { totalsOf } from './rules.ts'
import type { Line, Plan } from './types.ts'
import { receiver, refusals, words } from './words.ts'

/** Nobody looks at more at once; the platform turns the pages. */
const MOST_ROWS = 100

/** What will be sent to whom and when, if nothing changes; until that is worked out, that it will be. For the committee. */
export function previewCard(shown: Plan | 'working' | 'failed', zone: string): Card {
  return typeof shown === 'string' ? unfinishedCard(shown) : planCard(shown, zone)
}

function unfinishedCard(state: 'working' | 'failed'): Card {
  const said = state === 'working' ? words.working : refusals.failed
  return { title: words.title, tone: 'grey', summary: words.title, blocks: [text(said)] }
}

function planCard(plan: Plan, zone: string): Card {
  const { from, until, wanted, lines } = plan
  const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone)
  const { held, ...going } = totalsOf(lines)
  const cut = isBefore(until, wanted)
  return {
    title: words.title,
    subtitle: words.days(shortDay(local(from)), shortDay(local(until))),
    tone: 'blue',
    summary: words.title,
    blocks: [
      text(lines.length === held ? words.none : words.total(going)),
      ...(held > 0 ? [text(words.held(held))] : []),
      ...(lines.length > 0 ? [tableOf(lines, zone)] : []),
      ...(lines.length > MOST_ROWS ? [text(words.further(lines.length - MOST_ROWS))] : []),
      ...(cut ? [text(words.cut(deadline(local(until))))] : []),
      small(words.basis),
    ],
  }
}

/** The preview for a terminal: a line for each day, and below it one for each of its sendings. */
export function planText(plan: Plan, zone: string): string[] {
  const { until, wanted, lines } = plan
  const { held, ...going } = totalsOf(lines)
  const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone)
  const days = Map.groupBy(lines, ({ at }) => local(at).toPlainDate().toString())
  return [
    ...[...days].flatMap(([day, some]) => [
      dayText(Temporal.PlainDate.from(day)),
      ...some.map((line) => `  ${clock(local(line.at))}  ${partsOf(line).join('  ')}`),
    ]),
    lines.length === held ? words.none : words.total(going),
    ...(held > 0 ? [words.held(held)] : []),
    ...(isBefore(until, wanted) ? [words.cut(deadline(local(until)))] : []),
    words.basis,
  ]
}

function dayText(day: Temporal.PlainDate | Temporal.ZonedDateTime): string {
  return `${shortDay(day)}${dayName(day)}`
}

function partsOf({ kind, subject, to, held }: Line): string[] {
  const parts = [kindNames[kind], subject, receiver(to), held ? words.paused : '']
  return parts.filter((part) => part !== '')
}

/** What a phone shows side by side. */
const WIDTHS = { when: '90px', to: '90px', what: '118px' }

function tableOf(lines: readonly Line[], zone: string): Block {
  const columns = (['when', 'to', 'what'] as const).map(
    (name): Column => ({ name, title: words.columns[name], type: 'text', width: WIDTHS[name] }),
  )
  return { kind: 'table', columns, rows: lines.slice(0, MOST_ROWS).map((line) => cellsOf(line, zone)) }
}

function cellsOf({ at, kind, subject, to, held }: Line, zone: string): Record<string, string> {
  const local = at.toZonedDateTimeISO(zone)
  const what = subject === '' ? kindNames[kind] : words.what(kindNames[kind], subject)
  return {
    when: `${shortDay(local)} ${dayName(local)} ${clock(local)}`,
    to: receiver(to),
    what: held ? words.pausedWhat(what) : what,
  }
}
