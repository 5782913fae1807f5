import { askCorrectionAction, MOST_SAID, type OwnRecord } from '../../attendance/service.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { dayOf, whenOf } from '../../meetings/service.ts'
import { shortDay } from '../../time/format.ts'
import { answerWords } from '../schedule/service.ts'
import type { Mine } from './types.ts'
import { notedText, words } from './words.ts'

/** So many meetings are listed, and may be chosen for a correction. */
const MOST_LINES = 20

/** Everything that is kept of the reader, where it comes from, and how to have it corrected; private. */
export function mineCard(mine: Mine): Card {
  return {
    title: words.title,
    tone: 'blue',
    summary: words.title,
    blocks: [
      personFacts(mine),
      small(words.source),
      ...aheadBlocks(mine),
      { kind: 'text', text: words.year(mine.year), size: 'heading' },
      ...recordBlocks(mine.records),
      small(words.keptFrom(`${mine.keptFrom.year}年${shortDay(mine.keptFrom)}`)),
    ],
  }
}

function aheadBlocks({ ahead }: Mine): Block[] {
  if (ahead.length === 0) return []
  const lines = ahead.map(({ meeting, answer }) =>
    words.aheadLine(whenOf(meeting), shortened(meeting.shownAs, 40), answerWords[answer]),
  )
  return [{ kind: 'text', text: words.ahead, size: 'heading' }, text(lines.join('\n'))]
}

function personFacts({ person, branch, group, offices, probation, hours }: Mine): Block {
  const { facts } = words
  return {
    kind: 'facts',
    facts: [
      [facts.name, words.named(person.name, person.id)],
      [facts.branch, branch],
      [facts.group, group ?? words.none],
      [facts.type, words.voting(person.type, person.voting)],
      [facts.offices, offices.length === 0 ? words.none : offices.join('、')],
      [facts.status, person.status === '' ? words.none : person.status],
      [facts.account, words.account(person.openId !== null)],
      ...(probation === null ? [] : [[facts.probation, words.day(probation)] satisfies [string, string]]),
      [facts.hours, hours],
    ],
  }
}

function recordBlocks(records: readonly OwnRecord[]): Block[] {
  if (records.length === 0) return [text(words.nothing)]
  const shown = records.slice(0, MOST_LINES)
  const further = records.length - shown.length
  return [
    text(countsLine(records)),
    text(shown.map(lineOf).join('\n')),
    ...(further === 0 ? [] : [small(words.further(further))]),
    ...correctionBlocks(shown.filter(({ role }) => role === 'due')),
  ]
}

function countsLine(records: readonly OwnRecord[]): string {
  const due = records.filter(({ role }) => role === 'due')
  const of = (...marks: OwnRecord['mark'][]) => due.filter(({ mark }) => marks.includes(mark)).length
  const counts = {
    present: of('present', 'late'),
    late: of('late'),
    leave: of('leave'),
    absent: of('absent'),
  }
  const open = of(null)
  const observed = records.filter(({ role, mark }) => role === 'observer' && mark !== null).length
  const made = due.filter(({ madeUp }) => madeUp).length
  const rest = `${open === 0 ? '' : words.open(open)}${made === 0 ? '' : words.made(made)}`
  const line = `${words.counts({ held: due.length, ...counts })}${rest}。`
  return observed === 0 ? line : line + words.observed(observed)
}

function lineOf(record: OwnRecord): string {
  const { meeting, noted } = record
  const title = shortened(meeting.shownAs, 40)
  return words.line({ day: shortDay(dayOf(meeting)), title, mark: markOf(record), noted: notedText(noted) })
}

function markOf({ role, mark, category, madeUp }: OwnRecord): string {
  if (role === 'exempt') return words.exempt
  if (role === 'observer') return mark === null ? words.none : words.observer
  if (mark === null) return words.unconfirmed
  const said = words.marks[mark]
  const of = mark === 'leave' && category !== null ? words.category(said, category) : said
  return madeUp ? words.madeUp(of) : of
}

function correctionBlocks(records: readonly OwnRecord[]): Block[] {
  if (records.length === 0) return []
  const options = records.map(({ meeting }) => ({
    text: shortened(`${shortDay(dayOf(meeting))} ${meeting.shownAs}`, 40),
    value: meeting.id,
  }))
  const [required, lines] = [true, 'one'] as const
  return [
    { kind: 'text', text: words.correct, size: 'heading' },
    {
      kind: 'form',
      name: 'correction',
      fields: [
        {
          kind: 'select',
          name: 'meeting',
          label: words.which,
          placeholder: words.whichHint,
          required,
          options,
        },
        {
          ...{ kind: 'input', name: 'said', label: words.said, placeholder: words.saidHint },
          ...{ required, lines, maxLength: MOST_SAID },
        } as const,
      ],
      submit: askCorrectionAction.button({ text: words.submit, style: 'primary', data: {} }),
    },
    small(words.who),
  ]
}
