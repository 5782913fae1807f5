import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { MeetingId } from '../../ids.ts'
import { whenOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { dateOf } from '../../time/dates.ts'
import { arrangeAction, makeUpAction, MOST, openMakeupAction, openMakeupsAction } from './action.ts'
import { isMade, isOpen } from './rules.ts'
import type { MakeupState, Missed } from './types.ts'
import { words } from './words.ts'

/** What the make-up of one person is rendered from; `material` are the words of which they learn. */
export type MakeupView = {
  meeting: Meeting
  state: MakeupState
  missed: Missed | null
  material: string | null
  isReminder: boolean
}

/** So much of the material is shown: a phone shows no more in a few screens. */
const MOST_MATERIAL = 2_000

/** 补学: what was missed and one field, for the person alone. */
export function makeupCard(view: MakeupView): Card {
  const { meeting, state, missed } = view
  const title = words.title(meeting.shownAs)
  const card = (tone: Card['tone'], blocks: Block[]): Card => ({
    title,
    tone,
    summary: words.summary,
    blocks,
  })
  if (missed === null || missed.dueOn === null) return card('grey', [text(words.unneeded)])
  if (isMade(state)) return card('green', madeBlocks(view, missed))
  return card(state === 'overdue' ? 'orange' : 'blue', [
    text(words.missed(`${whenOf(meeting)}${meeting.shownAs}`)),
    text(askOf(view, missed.dueOn)),
    ...(view.material === null ? [] : materialBlocks(words.material, view.material)),
    {
      kind: 'form',
      name: 'makeup',
      fields: [
        {
          kind: 'input',
          name: 'words',
          label: words.learnt,
          placeholder: words.learntHint,
          required: true,
          lines: 'many',
          maxLength: MOST.words,
        },
      ],
      submit: makeUpAction.button({ text: words.submit, style: 'primary', data: { meeting: meeting.id } }),
    },
    small(words.readBy(meeting.branch !== null)),
  ])
}

function askOf({ state, isReminder }: MakeupView, dueOn: Temporal.PlainDate): string {
  if (state === 'overdue') return words.overdue(dueOn)
  return (isReminder ? words.reminded : words.until)(dueOn)
}

function materialBlocks(title: string, material: string): Block[] {
  return [{ kind: 'text', text: title, size: 'heading' }, text(shortened(material, MOST_MATERIAL))]
}

function madeBlocks({ meeting, state }: MakeupView, { madeAt, words: written }: Missed): Block[] {
  const day = madeAt === null ? [] : [text(words.made(dateOf(madeAt, meeting.zone), state === 'madeLate'))]
  return [...day, text(words.written(written ?? '')), small(words.readBy(meeting.branch !== null))]
}

/** Somebody who missed the meeting, by name, for whoever may read it. */
export type NamedMissed = Missed & { name: string; state: MakeupState }

/** What the make-ups of a meeting are rendered from. */
export type MakeupsView = {
  meeting: Meeting
  /** Null: its reader has nothing to do with it any more. */
  shown: {
    names: boolean
    /** Whether the reader may read what people wrote. */
    words: boolean
    /** What pressing the button would do; null: nothing, or not by this reader. */
    arrange: { people: number; dueOn: Temporal.PlainDate; record: string | null } | null
  } | null
  closed: boolean
  people: readonly NamedMissed[]
  unconfirmed: number
}

/** Who has made up and who has not, and the form that asks the rest; private, names only for whoever may read them. */
export function makeupsCard(view: MakeupsView): Card {
  const { meeting, shown, closed } = view
  const title = words.listTitle(meeting.shownAs)
  const card = (blocks: Block[]): Card => ({ title, tone: shown ? 'blue' : 'grey', summary: title, blocks })
  if (shown === null) return card([text(words.closedToYou)])
  if (!closed) return card([text(words.notClosed)])
  return card([
    factsBlock(view, shown.names),
    ...(view.unconfirmed === 0 ? [] : [small(words.unconfirmed(view.unconfirmed))]),
    ...(shown.words ? essayBlocks(view.people) : []),
    ...(shown.arrange === null ? [] : arrangeBlocks(meeting, shown.arrange)),
    small(words.uncounted),
  ])
}

/** A line names so many people; the counts stand before it. */
const MOST_NAMES = 60

function factsBlock({ people }: MakeupsView, names: boolean): Block {
  const line = (of: readonly NamedMissed[], nameIn: (one: NamedMissed) => string) => {
    const further = of.length - MOST_NAMES
    const said = of.slice(0, MOST_NAMES).map(nameIn).join('、') + (further > 0 ? words.further(further) : '')
    return words.people(of.length, names ? said : '')
  }
  const made = people.filter(({ state }) => isMade(state))
  const open = people.filter(({ state }) => isOpen(state))
  const unasked = people.filter(({ state }) => state === 'unasked')
  return {
    kind: 'facts',
    facts: [
      [words.facts.missed, words.people(people.length, '')],
      [words.facts.made, line(made, madeName)],
      [words.facts.open, line(open, openName)],
      [words.facts.unasked, line(unasked, ({ name }) => name)],
    ],
  }
}

function madeName({ name, state }: NamedMissed): string {
  return state === 'madeLate' ? words.lateName(name) : name
}

function openName({ name, state, dueOn }: NamedMissed): string {
  if (dueOn === null) return name
  return (state === 'overdue' ? words.overdueName : words.dueName)(name, dueOn)
}

function essayBlocks(people: readonly NamedMissed[]): Block[] {
  const written = people.filter(({ state }) => isMade(state))
  if (written.length === 0) return []
  const lines = written.map((one) => words.essay(one.name, one.words ?? ''))
  return [{ kind: 'folded', title: words.essays, blocks: [text(lines.join('\n'))] }]
}

type Arrange = { people: number; dueOn: Temporal.PlainDate; record: string | null }

function arrangeBlocks({ id }: Meeting, { people, dueOn, record }: Arrange): Block[] {
  const confirm = { title: words.arrange, text: words.arrangeConfirm(people, dueOn) }
  const shown: Block[] =
    record === null
      ? []
      : [{ kind: 'folded', title: words.toLearn, blocks: [text(shortened(record, MOST_MATERIAL))] }]
  return [
    ...shown,
    {
      kind: 'form',
      name: 'makeups',
      fields: [
        {
          kind: 'input',
          name: 'given',
          label: words.given,
          placeholder: words.givenHint(record !== null),
          required: record === null,
          lines: 'many',
          maxLength: MOST.given,
        },
      ],
      submit: arrangeAction.button({
        text: words.arrange,
        style: 'primary',
        data: { meeting: id },
        confirm,
      }),
    },
  ]
}

/** 补学: opens the make-ups of a meeting, privately. */
export function makeupsButton(meeting: MeetingId): Button {
  return openMakeupsAction.button({ text: words.open, data: { meeting } })
}

/** What waits for a person, with the button that opens it; for 待办. */
export function makeupToDo(one: { meeting: Meeting; dueOn: Temporal.PlainDate; isLate: boolean }): Block[] {
  const { meeting, dueOn, isLate } = one
  const open = openMakeupAction.button({
    text: words.toDoOpen,
    style: 'primary',
    data: { meeting: meeting.id },
  })
  return [text((isLate ? words.toDoLate : words.toDo)(meeting.shownAs, dueOn)), buttons(open)]
}
