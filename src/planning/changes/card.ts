import { listButton, overviewButton, trainingButton } from '../../attendance/service.ts'
import { deadline } from '../../time/format.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { factsBlock, isNewRevision, isWithdrawn } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { agendaField, clashBlocks, input, placeField, saidBlocks, whenFields } from '../card.ts'
import {
  backAction,
  changeAction,
  confirmAction,
  copyAction,
  formAction,
  freeAction,
  pickAction,
} from './action.ts'
import { MOST } from '../rules.ts'
import { hasNotice, wished } from './rules.ts'
import {
  type Change,
  type ChangeField,
  type ChangeView,
  FORM_FIELDS,
  type PlannedChange,
  type Refusal,
  type Stage,
} from './types.ts'
import { changes, done, refusals, words } from './words.ts'

/** 会议安排: the facts with what can be changed, a form, or what a change would do. */
export function changeCard(view: ChangeView): Card {
  const { meeting, closed, change } = view
  if (change.stage.at === 'which') return whichCard(view)
  const title = closed === null ? titleFrom(change.stage, meeting) : words.title(meeting.shownAs)
  if (change.stage.at === 'over')
    return { title, summary: words.over, tone: 'grey', blocks: [text(words.over)] }
  if (closed !== null)
    return { title, summary: refusals[closed], tone: 'grey', blocks: closedBlocks(view, closed) }
  return { title, summary: title, tone: 'blue', blocks: openBlocks(view, change.stage) }
}

// A preview is named after what it waits for, and not like what will come of it.
function titleFrom(stage: Stage, { shownAs }: Meeting): string {
  return stage.at === 'preview' ? words.pending(changes[stage.wish.aspect], shownAs) : words.title(shownAs)
}

function whichCard({ change, choices }: ChangeView): Card {
  const picks = choices.map((meeting) => {
    const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone)
    const label = shortened(`${deadline(start)} ${meeting.shownAs}`, 40)
    return pickAction.button({ text: label, data: { change: change.id, meeting: meeting.id } })
  })
  const blocks = [text(words.which), buttons(...picks)]
  return { title: words.whichTitle, summary: words.whichTitle, tone: 'blue', blocks }
}

function closedBlocks({ change: { stage }, meeting, terms, overview }: ChangeView, closed: Refusal): Block[] {
  const line = stage.at === 'facts' && stage.done !== null ? done[stage.done] : refusals[closed]
  const people = closed === 'begun' || closed === 'ended' ? [peopleRow(meeting, overview)] : []
  return [factsBlock(meeting, terms), text(line), ...people]
}

function peopleRow({ id }: Meeting, overview: ChangeView['overview']): Block {
  return buttons(overviewButton(id, overview), listButton(id), trainingButton(id))
}

function openBlocks(view: ChangeView, stage: Exclude<Stage, { at: 'over' | 'which' }>): Block[] {
  switch (stage.at) {
    case 'facts':
      return factsBlocks(view, stage.done)
    case 'form':
      return [...saidBlocks(stage.saidAt), ...formBlocks(view, stage)]
    case 'preview':
      return [...saidBlocks(stage.saidAt), ...previewBlocks(view, stage.wish)]
  }
}

function factsBlocks(view: ChangeView, made: ChangeField | null): Block[] {
  const { change, meeting, terms, said, now } = view
  const asOf = deadline(now.toZonedDateTimeISO(meeting.zone))
  return [
    // Whether there is a notice is what the card says anyway.
    ...(made === null || made === 'withdraw' || made === 'announce' ? [] : [text(done[made])]),
    factsBlock(meeting, terms),
    text(noticeLine(meeting)),
    small(words.replies(said, asOf)),
    peopleRow(meeting, view.overview),
    buttons(...changeButtons(change, meeting)),
  ]
}

function noticeLine(meeting: Meeting): string {
  if (isWithdrawn(meeting)) return words.noticeWithdrawn
  return meeting.announced ? words.announced : words.notAnnounced
}

function changeButtons({ id: change }: Change, meeting: Meeting): Button[] {
  const open = (aspect: ChangeField) => formAction.button({ text: changes[aspect], data: { change, aspect } })
  const copy = copyAction.button({ text: words.copy, data: { change } })
  const again = isWithdrawn(meeting) ? [open('announce')] : []
  return [...again, ...FORM_FIELDS.map(open), copy, ...(hasNotice(meeting) ? [open('withdraw')] : [])]
}

type FormStage = Extract<Stage, { at: 'form' }>

function formBlocks({ change, meeting, terms }: ChangeView, stage: FormStage): Block[] {
  const { aspect } = stage
  const data = { change: change.id, aspect }
  return [
    factsBlock(meeting, terms),
    {
      kind: 'form',
      name: `change_${aspect}`,
      fields: fieldsOf(meeting, stage),
      submit: changeAction.button({ text: words.preview, style: 'primary', data }),
    },
    buttons(backButton(change, words.back)),
  ]
}

function backButton({ id }: Change, text: string): Button {
  return backAction.button({ text, data: { change: id } })
}

function fieldsOf(meeting: Meeting, { aspect, filled }: FormStage): Field[] {
  const { reason, reasonHint } = words
  const value = filled['place'] ?? meeting.place
  const place = (required: boolean) => placeField({ value, maxLength: MOST.place, required })
  switch (aspect) {
    case 'time':
      return [...timeFields(meeting, filled), place(false)]
    case 'place':
      return [place(true)]
    case 'agenda':
      return [agendaField({ value: filled['agenda'] ?? meeting.agenda.join('\n'), required: true })]
    case 'cancel': {
      const value = filled['reason'] ?? ''
      const field = { name: 'reason', label: reason, placeholder: reasonHint, value }
      return [{ ...input({ ...field, maxLength: MOST.reason }), required: false }]
    }
  }
}

function timeFields({ startsAt, endsAt, zone }: Meeting, filled: FormStage['filled']): Field[] {
  const start = startsAt.toZonedDateTimeISO(zone)
  return whenFields({
    day: PickedDate.parse(filled['day']) ?? start.toPlainDate(),
    // What was said and cannot be read is asked for anew, without the old time in its place.
    clock: 'clock' in filled ? PickedTime.parse(filled['clock']) : start.toPlainTime(),
    minutes: filled['minutes'] ?? `${Math.round(startsAt.until(endsAt).total('minutes'))}`,
  })
}

function previewBlocks(view: ChangeView, wish: PlannedChange): Block[] {
  const { change, meeting, terms, clashes } = view
  return [
    factsBlock(wished(meeting, wish), terms),
    ...whatBlocks(meeting, wish),
    ...clashBlocks(clashes, { zone: meeting.zone, terms, pick: freeButton(change) }),
    { kind: 'rule' },
    ...tells(view, wish).map(text),
    buttons(
      confirmButton(change, wish),
      backButton(change, wish.aspect === 'cancel' ? words.dropCancel : words.drop),
    ),
  ]
}

function confirmButton({ id: change }: Change, { aspect }: PlannedChange): Button {
  const text = aspect === 'cancel' ? words.confirmCancel : words.confirm
  return confirmAction.button({ text, style: aspect === 'cancel' ? 'danger' : 'primary', data: { change } })
}

function freeButton({ id: change }: Change) {
  return (text: string, start: Temporal.PlainDateTime) =>
    freeAction.button({ text, data: { change, start: start.toString({ smallestUnit: 'second' }) } })
}

function whatBlocks({ startsAt, zone, place }: Meeting, wish: PlannedChange): Block[] {
  switch (wish.aspect) {
    case 'time':
      return [
        text(words.was(deadline(startsAt.toZonedDateTimeISO(zone)))),
        ...(wish.place === null || wish.place === place ? [] : [text(words.wasPlace(place))]),
      ]
    case 'place':
      return [text(words.wasPlace(place))]
    case 'cancel':
      return [text(wish.reason === null ? words.willCancel : words.willCancelFor(wish.reason))]
    case 'withdraw':
      return [text(words.withdrawing)]
    case 'agenda':
    case 'announce':
      return []
  }
}

/** What will be said to people, one fact to a line. */
function tells(view: ChangeView, wish: PlannedChange): string[] {
  const { meeting, said } = view
  const answered = said.join + said.leave
  const sees = words.sees(said.expected, meeting.observers.length)
  if (wish.aspect === 'cancel') return [sees, chatHearsOfEnd(view)]
  if (wish.aspect === 'announce') return tellsAgain(view)
  if (wish.aspect === 'withdraw') {
    const told = answered === 0 ? [] : [words.tellsAnswered(answered)]
    return [view.where === null ? words.noChat : words.recalls(view.where), ...told, words.noMoreAsking]
  }
  const next = wished(meeting, wish)
  const again = next.startsAt.equals(meeting.startsAt) ? words.keepsAnswers : words.asksAgain
  const asked = answered === 0 ? [] : [again(answered)]
  return [sees, chatHears(view, isNewRevision(meeting, next)), ...asked]
}

function tellsAgain(view: ChangeView): string[] {
  const { said, where, meeting } = view
  if (where === null) return [words.noChat]
  const [at, answered] = [noticeTime(view), said.join + said.leave]
  return [
    words.sees(said.expected, meeting.observers.length),
    at === null ? words.tellsAgain(where) : words.tellsAgainAt(where, at),
    ...(answered === 0 ? [] : [words.keepsAnswers(answered)]),
  ]
}

function chatHearsOfEnd(view: ChangeView): string {
  const { meeting, where } = view
  if (where === null) return words.noChat
  if (!meeting.announced) return words.tellsNobody
  const at = noticeTime(view)
  return at === null ? words.tellsCancelled(where) : words.tellsCancelledAt(where, at)
}

function chatHears(view: ChangeView, isNew: boolean): string {
  const { meeting, where } = view
  if (where === null) return words.noChat
  if (!meeting.announced) return words.tellsLater
  if (!isNew) return isWithdrawn(meeting) ? words.tellsOnRequest : words.tellsInPlace(where)
  const at = noticeTime(view)
  const told = view.noticed ? words.oldNotice : words.oldMonth
  const old = isWithdrawn(meeting) ? words.oldWithdrawn : told
  return at === null ? words.tellsChat(where, old) : words.tellsChatAt(where, at, old)
}

function noticeTime({ meeting, noticeAt }: ChangeView): string | null {
  return noticeAt === null ? null : deadline(noticeAt.toZonedDateTimeISO(meeting.zone))
}
