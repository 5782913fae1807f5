import type { Meeting } from '../../meetings/types.ts'
import { clock, deadline } from '../../time/format.ts'
import { text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { Phase } from '../types.ts'
import { cancelledBlocks, cancelledTitle } from '../../meetings/service.ts'
import { words as common } from '../words.ts'
import { words } from './words.ts'

/** What one observer sees of a meeting: when, where, and of the agenda only the own items. */
export type ObserverView = {
  meeting: Meeting
  /** `dismissed`: no longer among the observers. */
  phase: Phase | 'dismissed'
  facts: Block
  items: readonly string[]
  /** 签到, while people check in. */
  checkIn: Block | null
  /** When the observer checked in; null when not. */
  cameAt: Temporal.Instant | null
}

/** 列席邀请. */
export function observerCard(view: ObserverView): Card {
  const { meeting, phase } = view
  const title = phase === 'cancelled' ? cancelledTitle(meeting) : words.title(meeting.shownAs)
  const tone = phase === 'open' || phase === 'begun' ? 'blue' : 'grey'
  const state = phase === 'open' && meeting.movedFrom !== null ? 'moved' : phase
  const summary = phase === 'cancelled' ? title : words.summary(words.states[state], meeting.shownAs)
  return { title, tone, summary, blocks: blocksOf(view) }
}

function blocksOf(view: ObserverView): Block[] {
  const { meeting, phase, facts, items } = view
  switch (phase) {
    case 'cancelled':
      return cancelledBlocks(meeting)
    case 'outdated':
      return [text(common.outdated)]
    case 'withdrawn':
      return [text(words.withdrawn)]
    case 'dismissed':
      return [text(words.dismissed)]
    case 'ended':
      return [facts, ...itemBlocks(items), text(common.ended)]
    case 'open':
    case 'begun':
      return [facts, ...itemBlocks(items), ...movedBlocks(meeting), ...askBlocks(view)]
  }
}

function itemBlocks(items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [text([words.items, ...items].join('\n'))]
}

function movedBlocks({ movedFrom, zone }: Meeting): Block[] {
  return movedFrom === null ? [] : [text(common.movedFrom(deadline(movedFrom.toZonedDateTime(zone))))]
}

function askBlocks({ meeting, checkIn, cameAt }: ObserverView): Block[] {
  if (cameAt !== null) return [text(words.checkedIn(clock(cameAt.toZonedDateTimeISO(meeting.zone))))]
  const ask = text(words.ask)
  return checkIn === null ? [ask] : [ask, text(words.checkIn), checkIn]
}
