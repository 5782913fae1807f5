import { LEAVE_CATEGORIES } from '../../../config/college.ts'
import { text } from '../../cards/blocks.ts'
import type { Block, Field } from '../../cards/card.ts'
import type { MeetingId } from '../../ids.ts'
import { answerForAction, checkInForAction } from './action.ts'
import type { Choice } from './types.ts'
import { words } from './words.ts'

/** The platform takes only so much in a card: the first are those for whom it is needed. */
const MOST_CHOICES = 60

/** 代答; nothing where there is nobody to choose. */
export function answerForm(meeting: MeetingId, people: readonly Choice[]): Block[] {
  if (people.length === 0) return []
  const fields = [
    personField(people),
    select({ name: 'reply', label: words.reply, required: true }, [
      ['join', words.join],
      ['leave', words.leave],
    ]),
    select(
      { name: 'category', label: words.category, required: false },
      LEAVE_CATEGORIES.map((one) => [one, one]),
    ),
  ]
  const submit = answerForAction.button({ text: words.submit, style: 'primary', data: { meeting } })
  return [text(words.answerFor), { kind: 'form', name: 'answerFor', fields, submit }]
}

/** 代签; nothing where there is nobody to choose. */
export function checkInForm(meeting: MeetingId, people: readonly Choice[]): Block[] {
  if (people.length === 0) return []
  const reason: Field = {
    kind: 'input',
    name: 'reason',
    label: words.reason,
    placeholder: words.reasonHint,
    required: true,
    lines: 'one',
    maxLength: 50,
  }
  const submit = checkInForAction.button({ text: words.checkIn, style: 'primary', data: { meeting } })
  return [
    text(words.checkInFor),
    { kind: 'form', name: 'checkInFor', fields: [personField(people), reason], submit },
  ]
}

function personField(people: readonly Choice[]): Field {
  const shown = people.slice(0, MOST_CHOICES)
  const label = shown.length < people.length ? words.firstOnly(shown.length) : words.person
  return select(
    { name: 'member', label, required: true },
    shown.map(({ who, name }) => [who, name]),
  )
}

type Named = { name: string; label: string; required: boolean }

function select(named: Named, options: readonly (readonly [value: string, text: string])[]): Field {
  return {
    kind: 'select',
    ...named,
    placeholder: words.personHint,
    options: options.map(([value, text]) => ({ value, text })),
  }
}
