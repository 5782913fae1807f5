import { buttons, text } from '../cards/blocks.ts'
import type { Block, Button, Field } from '../cards/card.ts'
import { cutTo } from '../cards/shortened.ts'
import type { Clash, Clashes, Span } from '../meetings/types.ts'
import type { Term } from '../time/calendar.ts'
import { clock, dayName, shortDay, span } from '../time/format.ts'
import { fields, words } from './words.ts'

/** That a message came late, and from when its 明天 counts; nothing when it came at once. */
export function saidBlocks(saidAt: Temporal.PlainDateTime | null | undefined): Block[] {
  if (!saidAt) return []
  return [text(words.saidBefore(`${shortDay(saidAt)}（${dayName(saidAt)}）${clock(saidAt)}`))]
}

/** From where clashes are looked at, and the button that takes another start instead. */
type Looked = {
  zone: string
  terms: readonly Term[]
  pick(text: string, start: Temporal.PlainDateTime): Button
}

/** What a card says before a meeting is confirmed that clashes with others, or is one sitting with them. */
export function clashBlocks(clashes: Clashes, where: Looked): Block[] {
  const when = ({ startsAt, endsAt }: Span) =>
    span(startsAt.toZonedDateTimeISO(where.zone), endsAt.toZonedDateTimeISO(where.zone), where.terms)
  const again = clashes.again.map((one) => `${one.called}，${when(one)}`)
  if (again.length > 0) return [text(words.again(again))]
  const together = clashes.together.slice(0, MOST_SHOWN)
  const joint = together.length === 0 ? [] : [text(words.together(together))]
  if (clashes.found.length === 0) return joint
  const lines = clashes.found.slice(0, MOST_SHOWN).flatMap((clash) => clashLines(clash, when(clash)))
  const further = clashes.found.length - MOST_SHOWN
  return [
    ...joint,
    text(words.clashes),
    ...[...lines, ...(further > 0 ? [words.furtherClashes(further)] : [])].map(lineOf),
    ...freeBlocks(clashes, where),
  ]
}

function freeBlocks({ free }: Clashes, { zone, pick }: Looked): Block[] {
  if (free.length === 0) return []
  const picks = free.map(({ startsAt }) => {
    const start = startsAt.toZonedDateTimeISO(zone)
    return pick(`${shortDay(start)}${dayName(start)} ${clock(start)}`, start.toPlainDateTime())
  })
  return [lineOf(words.freeTimes), buttons(...picks)]
}

const MOST_SHOWN = 5

function clashLines({ called, people, withReader, samePlace }: Clash, when: string): string[] {
  const others = withReader ? people - 1 : people
  return [
    ...(withReader ? [words.readerClash({ others, when, called })] : []),
    ...(others > 0 && !withReader ? [words.peopleClash({ people: others, when, called })] : []),
    ...(samePlace ? [words.placeClash({ when, called })] : []),
  ]
}

function lineOf(said: string): Block {
  return { ...text(said), size: 'small' }
}

type Input = Extract<Field, { kind: 'input' }>

/** A field in which one line is typed; what was booked by file may be longer than what can be typed here. */
export function input(
  field: Omit<Input, 'kind' | 'required' | 'lines'> & { value: string; required?: boolean },
): Input {
  const value = cutTo(field.value, field.maxLength)
  return { kind: 'input', required: true, lines: 'one', ...field, value }
}

/** Day, time and length of a meeting; what is null is asked for. */
export function whenFields(of: {
  day: Temporal.PlainDate | null
  clock: Temporal.PlainTime | null
  minutes: string
  /** Said instead of an example where the length may be left open. */
  openHint?: string
}): Field[] {
  const { day, clock, openHint } = of
  const { day: dayLabel, dayHint, clock: clockLabel, clockHint, minutes: label, minutesHint } = fields
  return [
    {
      kind: 'date',
      name: 'day',
      label: dayLabel,
      placeholder: dayHint,
      required: true,
      ...(day && { value: day }),
    },
    {
      kind: 'time',
      name: 'clock',
      label: clockLabel,
      placeholder: clockHint,
      required: true,
      ...(clock && { value: clock }),
    },
    input({
      name: 'minutes',
      label,
      value: of.minutes,
      maxLength: 4,
      placeholder: openHint ?? minutesHint,
      required: openHint === undefined,
    }),
  ]
}

type Shown = { value: string; required: boolean }

/** Where it is held. */
export function placeField(of: Shown & { maxLength: number }): Field {
  return input({ name: 'place', label: fields.place, placeholder: fields.placeHint, ...of })
}

/** The items of its agenda. */
export function agendaField(of: Shown): Field {
  const { agenda: label, agendaHint: placeholder } = fields
  return { ...input({ name: 'agenda', label, placeholder, maxLength: 1000, ...of }), lines: 'many' }
}
