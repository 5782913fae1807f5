import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Field } from '../../cards/card.ts'
import type { MemberId } from '../../ids.ts'
import { cancelledBlocks, cancelledTitle } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { deadline } from '../../time/format.ts'
import { HAND_CHANGES, type HandChange } from '../list/types.ts'
import { exemptionsButton } from '../service.ts'
import type { Role } from '../types.ts'
import { changeAction } from './action.ts'
import { actOf, MOST_REASON, refusalToTouch } from './rules.ts'
import { changes as changeWords, refusals, SHOWN_ROLES, words } from './words.ts'

/** What one who looks after a meeting sees of its list, by name. */
export type ListView = {
  meeting: Meeting
  frozenAt: Temporal.Instant | null
  people: readonly { role: Role; name: string }[]
  /** Members of the branch among whom is chosen; of more than a list can hold the name is written. */
  choices: readonly { id: MemberId; name: string }[]
  may: { change: boolean; observe: boolean; reasons: boolean }
  /** The newest changes by hand, the last one first. */
  changes: readonly { at: Temporal.Instant; by: string; change: HandChange; who: string; reason: string }[]
}

/** More names than these are counted. */
const MOST_NAMES = 200
/** Longer lists of choices are slow to open on a phone. */
const MOST_CHOICES = 100

/** 应到名单. */
export function listCard(view: ListView): Card {
  const { meeting } = view
  if (meeting.state === 'cancelled') {
    const title = cancelledTitle(meeting)
    return { title, tone: 'grey', summary: title, blocks: cancelledBlocks(meeting) }
  }
  const title = words.title(meeting.shownAs)
  const closed = refusalToTouch(meeting)
  const end = closed === null ? [text(stateLine(view)), ...formBlocks(view)] : [text(refusals[closed])]
  const blocks = [peopleBlock(view), ...end, ...changeBlocks(view), ...exemptionBlocks(view)]
  return { title, tone: closed === null ? 'blue' : 'grey', summary: title, blocks }
}

/** A list that shows nobody: its reader looks after the meeting no more, or has a newer one. */
export function noListCard(meeting: Meeting, why: 'closed' | 'superseded'): Card {
  const title = words.title(meeting.shownAs)
  return { title, tone: 'grey', summary: title, blocks: [text(words[why])] }
}

function peopleBlock({ people }: ListView): Block {
  const facts = SHOWN_ROLES.flatMap(([role, label]): [string, string][] => {
    const names = people.filter((one) => one.role === role).map(({ name }) => name)
    if (names.length === 0 && role !== 'due') return []
    return [[words.group(label, names.length), namesIn(names)]]
  })
  return { kind: 'facts', facts }
}

function namesIn(names: readonly string[]): string {
  if (names.length === 0) return words.nobody
  const shown = names.slice(0, MOST_NAMES).join('、')
  return names.length > MOST_NAMES ? words.further(shown, names.length) : shown
}

function stateLine({ frozenAt, meeting }: ListView): string {
  return frozenAt === null ? words.follows : words.frozen(deadline(frozenAt.toZonedDateTimeISO(meeting.zone)))
}

function formBlocks(view: ListView): Block[] {
  const { may, meeting } = view
  const offered = HAND_CHANGES.filter((one) => (actOf(one) === 'changeList' ? may.change : may.observe))
  if (offered.length === 0) return []
  const submit = changeAction.button({
    text: words.submit,
    style: 'primary',
    data: { meeting: meeting.id },
  })
  return [
    { kind: 'rule' },
    { kind: 'form', name: 'changeList', fields: [...personFields(view), ...howFields(offered)], submit },
  ]
}

// Whoever sits in from elsewhere is written by name.
function personFields({ choices, may }: ListView): Field[] {
  const isShort = choices.length > 0 && choices.length <= MOST_CHOICES
  const select: Field = {
    kind: 'select',
    name: 'person',
    label: words.person,
    placeholder: words.personHint,
    required: !may.observe,
    options: choices.map(({ id, name }) => ({ text: name, value: id })),
  }
  const name = { ...input('name', words.name, words.nameHint), required: !isShort, maxLength: 40 }
  if (!isShort) return [name]
  return may.observe ? [select, name] : [select]
}

function howFields(offered: readonly HandChange[]): Field[] {
  return [
    {
      kind: 'select',
      name: 'change',
      label: words.change,
      placeholder: words.changeHint,
      required: true,
      options: offered.map((value) => ({ text: changeWords[value], value })),
    },
    { ...input('reason', words.reason, words.reasonHint), required: true, maxLength: MOST_REASON },
  ]
}

function input(name: string, label: string, placeholder: string) {
  return { kind: 'input' as const, name, label, placeholder, lines: 'one' as const }
}

function exemptionBlocks({ meeting: { branch }, may }: ListView): Block[] {
  return branch !== null && may.reasons ? [buttons(exemptionsButton(branch))] : []
}

function changeBlocks({ changes, may, meeting }: ListView): Block[] {
  if (changes.length === 0) return []
  const lines = changes.map(({ at, by, change, who, reason }) => {
    const when = deadline(at.toZonedDateTimeISO(meeting.zone))
    const line = words.made({ when, by, what: changeWords[change], who })
    return small(may.reasons ? words.withReason(line, reason) : line)
  })
  return [{ kind: 'rule' }, text(words.changesTitle), ...lines]
}
