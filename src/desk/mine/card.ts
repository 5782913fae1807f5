import { askCorrectionAction, MOST_SAID, type OwnRecord } from '../../attendance/service.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { dayOf, whenOf } from '../../meetings/service.ts'
import { shortDay } from '../../time/format.ts'
import { answerWords } from '../schedule/service.ts'
import { countsOf } from './rules.ts'
import type { Mine } from './types.ts'
import { markOf, notedText, words } from './words.ts'

/** So many meetings are listed, and may be chosen for a correction. */
const MOST_LINES = 20

/** Everything that is kept of the reader, where it comes from, and how to have it corrected; private. */
export function mineCard(mine: Mine): Card {
  return {
    title: words.title,
    tone: 'blue',
    summary: words.title,
    blocks: [
      { kind: 'facts', facts: personFacts(mine) },
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

/** The entry of the roster, by its labels. */
export function personFacts({
  person,
  branch,
  group,
  offices,
  probation,
  hours,
}: Mine): [label: string, value: string][] {
  const { facts } = words
  return [
    [facts.name, words.named(person.name, person.id)],
    [facts.branch, branch],
    [facts.group, group ?? words.none],
    [facts.type, words.voting(person.type, person.voting)],
    [facts.offices, offices.length === 0 ? words.none : offices.join('、')],
    [facts.status, person.status === '' ? words.none : person.status],
    [facts.account, words.account(person.openId !== null)],
    ...(probation === null ? [] : [[facts.probation, words.day(probation)] satisfies [string, string]]),
    [facts.hours, hours],
  ]
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
  const { held, open, observed, made, ...counts } = countsOf(records)
  const rest = `${open === 0 ? '' : words.open(open)}${made === 0 ? '' : words.made(made)}`
  const line = `${words.counts({ held, ...counts })}${rest}。`
  return observed === 0 ? line : line + words.observed(observed)
}

function lineOf(record: OwnRecord): string {
  const { meeting, noted } = record
  const title = shortened(meeting.shownAs, 40)
  return words.line({ day: shortDay(dayOf(meeting)), title, mark: markOf(record), noted: notedText(noted) })
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
