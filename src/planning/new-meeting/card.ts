import { rollButton, trainingButton } from '../../attendance/service.ts'
import { isAfter } from '../../time/order.ts'
import { deadline, nearMoment, span } from '../../time/format.ts'
import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { factsBlock } from '../../meetings/service.ts'
import { agendaField, clashBlocks, input, placeField, saidBlocks, whenFields } from '../card.ts'
import { openButton } from '../service.ts'
import { words as common } from '../words.ts'
import {
  bookAction,
  dropAction,
  editAction,
  fillAction,
  freeAction,
  pickAction,
  undoButton,
} from './action.ts'
import { MOST } from '../rules.ts'
import { minutesOf } from './rules.ts'
import {
  type Draft,
  type NewMeetingDialogue,
  type NewMeetingView,
  OTHER,
  type Preview,
  type Stage,
} from './types.ts'
import { words } from './words.ts'

/** 安排会议: a question, the form, the preview, or what came of it. */
export function newMeetingCard(view: NewMeetingView): Card {
  const { stage } = view.dialogue
  switch (stage.at) {
    case 'when':
      return drawn(titleFrom(stage.draft), [...saidBlocks(stage.draft.saidAt), ...whenBlocks(view, stage)])
    case 'form':
      return drawn(words.title, [...saidBlocks(stage.draft.saidAt), ...formBlocks(view, stage)])
    case 'preview':
      return previewCard(view)
    case 'booked':
    case 'recorded':
      return bookedCard(view)
    case 'dropped':
      return nothing()
  }
}

/** What is known of it already. */
function titleFrom({ title, type }: Draft): string {
  const called = title === '' ? type : title
  return called === null || called === OTHER ? words.title : words.titleOf(called)
}

function drawn(title: string, blocks: Block[], tone: Card['tone'] = 'blue'): Card {
  return { title, summary: title, tone, blocks }
}

// Given up, or its office has ended.
function nothing(): Card {
  return drawn(words.title, [text(words.droppedLine)], 'grey')
}

type When = Extract<Stage, { at: 'when' }>

function whenBlocks({ dialogue, seen }: NewMeetingView, { question, choices }: When): Block[] {
  const picks = choices.map((choice) =>
    pickAction.button({
      text: nearMoment(choice, seen.now),
      data: { draft: dialogue.id, start: choice.toString() },
    }),
  )
  return [text(question), buttons(...picks, editButton(dialogue), dropButton(dialogue))]
}

type Form = Extract<Stage, { at: 'form' }>

function formBlocks(view: NewMeetingView, { draft, filled, question }: Form): Block[] {
  const { dialogue } = view
  const submit = fillAction.button({ text: words.preview, style: 'primary', data: { draft: dialogue.id } })
  const fields = [
    ...audienceFields(view, filled['whom'] ?? draft.whom),
    typeField(view, filled['type'] ?? draft.type),
    input({
      name: 'title',
      label: words.name,
      placeholder: words.nameHint,
      value: filled['title'] ?? draft.title,
      maxLength: MOST.title,
      required: false,
    }),
    ...timeFields(view, { draft, filled }),
    placeField({ value: filled['place'] ?? draft.place, maxLength: MOST.place, required: false }),
    agendaField({ value: filled['agenda'] ?? draft.agenda.join('\n'), required: false }),
  ]
  return [
    ...(question === null ? [] : [text(question)]),
    ...(view.may.length > MOST_OPTIONS ? [text(words.tooMany)] : []),
    { kind: 'form', name: 'call', fields, submit },
    buttons(dropButton(dialogue)),
  ]
}

/** More than these nobody chooses from, and the card would grow too large. */
const MOST_OPTIONS = 100

function audienceFields({ may }: NewMeetingView, key: string | null): Field[] {
  const [only, another] = may
  if (only === undefined || another === undefined) return []
  // The audience that was named is among them however many there are.
  const named = may.filter((choice) => choice.key === key)
  const shown = may.length > MOST_OPTIONS ? named : may
  if (shown.length === 0) return []
  return [
    {
      ...{
        kind: 'select',
        name: 'whom',
        label: words.audience,
        placeholder: words.audienceHint,
        required: true,
      },
      options: shown.map(({ key: value, name }) => ({ text: name, value })),
      ...(named[0] === undefined ? {} : { chosen: named[0].key }),
    },
  ]
}

function typeField({ types, may }: NewMeetingView, chosen: string | null): Field {
  const levels = new Set(may.map(({ level }) => level))
  const known = types
    .filter(({ level }) => levels.has(level))
    .map(({ name }) => ({ text: name, value: name }))
  const options = [...known, { text: words.other, value: OTHER }]
  const isAmong = options.some(({ value }) => value === chosen)
  return {
    ...{
      kind: 'select',
      name: 'type',
      label: words.type,
      placeholder: words.typeHint,
      required: true,
      options,
    },
    ...(isAmong && chosen !== null ? { chosen } : {}),
  }
}

function timeFields(
  { types }: NewMeetingView,
  { draft, filled }: { draft: Draft; filled: Form['filled'] },
): Field[] {
  const { start } = draft
  const minutes = draft.type === null && draft.minutes === null ? '' : `${minutesOf(draft, types)}`
  return whenFields({
    day: PickedDate.parse(filled['day']) ?? start?.toPlainDate() ?? null,
    clock: PickedTime.parse(filled['clock']) ?? start?.toPlainTime() ?? null,
    minutes: filled['minutes'] ?? minutes,
    openHint: words.minutesHint,
  })
}

function previewCard(view: NewMeetingView): Card {
  const { dialogue, preview, seen, zone } = view
  if (preview === null) return nothing()
  const { times, title } = preview
  const confirm = bookAction.button({
    text: times === null ? words.record : words.confirm,
    style: 'primary',
    data: { draft: dialogue.id },
  })
  return drawn((times === null ? words.pendingPast : words.pending)(title), [
    ...saidBlocks(dialogue.stage.at === 'preview' ? dialogue.stage.draft.saidAt : null),
    factsOf(view, preview),
    ...(preview.dayOff === null ? [] : [text(words.dayOff(preview.dayOff === '' ? null : preview.dayOff))]),
    ...clashBlocks(preview.clashes, { zone, terms: seen.terms, pick: freeButton(dialogue) }),
    { kind: 'rule' },
    ...tells(view, preview).map(text),
    buttons(confirm, editButton(dialogue), dropButton(dialogue)),
  ])
}

function factsOf({ zone, seen }: NewMeetingView, preview: Preview): Block {
  const start = preview.startsAt.toZonedDateTimeISO(zone)
  const end = preview.endsAt.toZonedDateTimeISO(zone)
  const facts: [string, string][] = [
    [common.when, `${start.year}年${span(start, end, seen.terms)}`],
    [words.forAudience, preview.audience],
  ]
  if (preview.place !== '') facts.push([common.where, preview.place])
  if (preview.agenda.length > 0) facts.push([common.agenda, preview.agenda.join(common.between)])
  return { kind: 'facts', facts }
}

/** What will be sent when, and to how many. */
function tells({ zone, now }: NewMeetingView, { times, expected, where }: Preview): string[] {
  if (times === null) return [words.expected(expected), words.recordsPast]
  const at = (instant: Temporal.Instant) => deadline(instant.toZonedDateTimeISO(zone))
  const isNow = !isAfter(times.notice, now)
  const asks = times.ask === null ? [] : [words.asksAt(at(times.ask))]
  const word = times.confirm === null ? [] : [words.confirmsAt(at(times.confirm))]
  const later = [...asks, ...word, words.opensAt(at(times.opens))]
  if (where === null) return [words.expected(expected), words.noChat, ...later]
  const notice = isNow ? words.tellsNow(where) : words.tellsAt(where, at(times.notice))
  return [words.expected(expected), notice, ...later]
}

function bookedCard({ dialogue, meeting, seen }: NewMeetingView): Card {
  if (meeting === null) return nothing()
  const { id, state, mergedInto } = meeting
  const facts = factsBlock(meeting, seen.terms)
  const isRecord = dialogue.stage.at === 'recorded'
  if (state === 'cancelled') {
    const title = isRecord ? words.undone : words.booked
    const end = isRecord ? words.undoneLine : words.cancelledLine
    return drawn(title(meeting.title), [facts, text(mergedInto === null ? end : words.mergedLine)], 'grey')
  }
  // That it is booked is what the title says.
  const blocks: Block[] = isRecord ? [facts, text(words.recordedLine)] : [facts]
  if (isRecord) blocks.push(buttons(rollButton(id), trainingButton(id), undoButton(id)))
  else if (state === 'scheduled') blocks.push(buttons(openButton(id, words.change), trainingButton(id)))
  return drawn((isRecord ? words.recorded : words.booked)(meeting.title), blocks, 'green')
}

function freeButton({ id: draft }: NewMeetingDialogue) {
  return (text: string, start: Temporal.PlainDateTime) =>
    freeAction.button({ text, data: { draft, start: start.toString({ smallestUnit: 'second' }) } })
}

function editButton({ id: draft }: NewMeetingDialogue): Button {
  return editAction.button({ text: words.edit, data: { draft } })
}

function dropButton({ id: draft }: NewMeetingDialogue): Button {
  return dropAction.button({ text: words.drop, data: { draft } })
}
