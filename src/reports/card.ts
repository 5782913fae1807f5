import type { RequestId } from '../ids.ts'
import { snoozeButton } from '../letters/service.ts'
import { isAfter, isBefore } from '../time/order.ts'
import type { Term } from '../time/calendar.ts'
import { clock, deadline, span } from '../time/format.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button, Card, Tone } from '../cards/card.ts'
import { fillAction } from './action.ts'
import { extensionButton } from './extension/service.ts'
import { explainButton } from './explaining/service.ts'
import type { WayOut } from './ways/types.ts'
import { isOwed } from './rules.ts'
import { mayBeUnheld, unheldButton } from './unheld/service.ts'
import type { Meeting } from '../meetings/types.ts'
import type { Counts, Request } from './types.ts'
import { words, wordsOf } from './words.ts'

/** What every card of this feature is rendered from; `submittedAt` and `photos` (how many) are the last version's. */
export type State = {
  request: Request
  submittedAt: Temporal.Instant | null
  photos: number
  /** What its reader said when it passed, for whoever wrote it alone. */
  remark: string | null
  now: Temporal.Instant
  zone: string
}

/** The meeting that is reported, when and where it was, and how many were there; null where that is not known. */
export type Reported = {
  request: Request
  held: Pick<Meeting, 'startsAt' | 'endsAt' | 'place' | 'agenda'> | null
  /** What its host is called; null where that is not known. */
  host: string | null
  counts: Counts | null
  /** What was put to the vote, with counts and result, a line for each. */
  votes: readonly string[]
  terms: readonly Term[]
  zone: string
}

/** Which meeting it was, when, where, how many were there, and what they voted; for private cards alone. */
export function factsOf({ request, held, host, counts, votes, terms, zone }: Reported): Block {
  const facts: [string, string][] = [[saidOf(request).meeting, request.title]]
  if (held !== null) {
    const [start, end] = [held.startsAt.toZonedDateTimeISO(zone), held.endsAt.toZonedDateTimeISO(zone)]
    facts.push([words.time, span(start, end, terms)], [words.place, held.place])
    if (host !== null) facts.push([words.host, host])
    facts.push([words.people, counts === null ? words.uncounted : words.counts(counts)])
  }
  if (held !== null && held.agenda.length > 0) facts.push([words.agenda, held.agenda.join('；')])
  if (votes.length > 0) facts.push([words.votes, votes.join('\n')])
  return { kind: 'facts', facts }
}

/** A request that its reader is asked to answer, and what that reader may still do about its deadline. */
export type Asking = State & { wayOut: WayOut }

/** 申请延期 or 说明情况, whichever the hour allows. */
export function wayOutButtons(
  request: RequestId,
  { mayAsk, mayExplain }: Pick<WayOut, 'mayAsk' | 'mayExplain'>,
): Button[] {
  return [...(mayAsk ? [extensionButton(request)] : []), ...(mayExplain ? [explainButton(request)] : [])]
}

/** What was asked about the deadline and is not answered yet. */
export function deadlineBlocks({ request, wayOut: { asked, explained } }: Asking): Block[] {
  return [
    ...(asked === null ? [] : [small(words.extensionAsked(asked))]),
    ...(explained && isOwed(request) ? [small(words.explained)] : []),
  ]
}

/** What is said of a request, by what it is about. */
export function saidOf({ about }: Pick<Request, 'about'>): typeof words {
  return wordsOf[about.kind]
}

/** The request in the chat, as meetings before had one: what and until when, never who. */
export function requestCard(state: Asking): Card {
  const { request } = state
  const { title, dueAt } = request
  if (request.state !== 'open') return outcomeCard(state)
  const said = saidOf(request)
  return {
    title: said.requestTitle,
    tone: 'blue',
    summary: said.requestTitle,
    blocks: [
      text(said.request(title, until(dueAt, state))),
      ...(request.round > 0 ? [small(words.setAnew)] : []),
      small(said.requestHint),
      ...deadlineBlocks(state),
      buttons(fillButton(request.id), ...wayOutButtons(state.request.id, state.wayOut)),
    ],
  }
}

/** The reminder to the one who writes; it says so when nothing is left to do. */
export function chaseCard(state: Asking & { snooze: boolean }): Card {
  if (state.request.state !== 'open') return outcomeCard(state)
  const said = saidOf(state.request)
  const late = isAfter(state.now, state.request.dueAt)
  return {
    title: said.chaseTitle,
    tone: late ? 'orange' : 'blue',
    summary: said.chaseTitle,
    blocks: [
      text(chaseText(state)),
      ...deadlineBlocks(state),
      small(said.wayOut(state.request.branch !== null)),
      buttons(
        fillButton(state.request.id, late ? words.fillLate : words.fill),
        ...wayOutButtons(state.request.id, state.wayOut),
        ...(mayBeUnheld(state.request) ? [unheldButton(state.request.id)] : []),
        ...(state.snooze ? [snoozeButton()] : []),
      ),
    ],
  }
}

function chaseText({ request, now, zone }: State): string {
  const { title, dueAt } = request
  const said = saidOf(request)
  const local = dueAt.toZonedDateTimeISO(zone)
  const today = now.toZonedDateTimeISO(zone)
  const days = Math.floor(dueAt.until(now, { largestUnit: 'hours' }).total('hours') / 24)
  if (days >= 1) return said.overdue(title, days)
  if (!isBefore(now, dueAt)) return said.dueNow(title, deadline(local))
  const isToday = local.toPlainDate().equals(today.toPlainDate())
  return isToday ? said.dueToday(title, clock(local)) : said.dueSoon(title, deadline(local))
}

function outcomeCard(state: Asking): Card {
  const { title, tone } = outcomeOf(state)
  const again = isOwed(state.request)
    ? [buttons(fillButton(state.request.id), ...wayOutButtons(state.request.id, state.wayOut))]
    : []
  const blocks = [...outcomeBlocks(state), ...waivedBlocks(state), ...deadlineBlocks(state), ...again]
  return { title, tone, summary: title, blocks }
}

/** Why it is not asked for any more. */
export function waivedBlocks({ wayOut: { waived } }: Asking): Block[] {
  return waived === null ? [] : [text(words.waivedBecause(waived))]
}

/** What became of a request. */
export function outcomeBlocks(state: State): Block[] {
  // People can be recognised on a photo: a group reads how many there are, and sees none.
  const photos = state.photos === 0 ? [] : [small(words.photos(state.photos))]
  const remark = state.remark === null ? [] : [small(words.remark), text(state.remark)]
  return [text(outcomeOf(state).text), ...remark, ...photos]
}

/** What became of a request, in words. */
export function outcomeOf(state: State): { title: string; tone: Tone; text: string } {
  const { title } = state.request
  const said = saidOf(state.request)
  switch (state.request.state) {
    case 'open':
    case 'submitted': {
      const at = until(state.submittedAt ?? state.now, state)
      return { title: said.submittedTitle, tone: 'green', text: said.submitted(title, at) }
    }
    case 'notHeld':
      return { title: said.settledTitle, tone: 'grey', text: said.notHeld(title) }
    case 'withdrawn':
      return { title: said.withdrawnTitle, tone: 'orange', text: said.withdrawn(title) }
    case 'returned':
      return { title: said.returnedTitle, tone: 'orange', text: said.returned(title) }
    case 'approved':
      return { title: said.settledTitle, tone: 'green', text: said.approved(title) }
    case 'waived':
      return { title: said.settledTitle, tone: 'grey', text: said.waived(title) }
  }
}

/** The button that opens the form. */
export function fillButton(request: RequestId, label = words.fill): Button {
  return fillAction.button({ text: label, style: 'primary', data: { request } })
}

/** A moment as people write it: 「11月23日18:00」. */
export function until(at: Temporal.Instant, { zone }: { zone: string }): string {
  return deadline(at.toZonedDateTimeISO(zone))
}
