import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { cancelledBlocks, cancelledTitle, whenOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { clock, deadline } from '../../time/format.ts'
import { adjournButton } from '../adjourning/service.ts'
import { answerForm, checkInForm } from '../behalf/service.ts'
import type { Choice } from '../behalf/types.ts'
import { quorumLines } from '../quorum/service.ts'
import type { Quorum } from '../quorum/types.ts'
import { rollButton } from '../service.ts'
import { votesButton } from '../votes/service.ts'
import { refreshAction, remindAction } from './action.ts'
import type { Group, Grouped, Note, Phase } from './types.ts'
import { groups as groupWords, notes, words } from './words.ts'

/** A person as the overview names them. */
export type Named = Choice & { notes: readonly Note[] }

/** What the one who looks after a meeting sees of its people, by name. */
export type OverviewView = {
  meeting: Meeting
  phase: Phase
  groups: readonly Grouped<Named>[]
  /** The newest reminder, with the name of whoever had it sent; null when there was none. */
  reminder: { at: Temporal.Instant; by: string; people: number } | null
  /** Whether the reader may remind people, and not only look. */
  mayAct: boolean
  /** The digits of the check-in for a reader who may say them aloud; null: none. */
  digits: string | null
  /** Whether enough have come to vote; null where nothing is put to the vote. */
  quorum: Quorum | null
  /** Whether the meeting may be put off for want of a quorum. */
  mayAdjourn: boolean
  now: Temporal.Instant
}

/** More names than these are counted. */
const MOST_NAMES = 200

/** 反馈情况, from the opening of the check-in on 签到情况, at last 到会情况. */
export function overviewCard(view: OverviewView): Card {
  const { meeting, phase } = view
  if (meeting.state === 'cancelled') {
    const title = cancelledTitle(meeting)
    return { title, tone: 'grey', summary: title, blocks: cancelledBlocks(meeting) }
  }
  const title = words.title(words.open[phase], meeting.shownAs)
  const tone = phase === 'over' ? 'grey' : 'blue'
  return { title, tone, summary: title, blocks: [...peopleBlocks(view), ...endBlocks(view)] }
}

/** A card that shows nobody: its reader looks after the meeting no more, or has a newer one. */
export function noOverviewCard(meeting: Meeting, why: 'closed' | 'superseded'): Card {
  const title = words.title(words.open.before, meeting.shownAs)
  return { title, tone: 'grey', summary: title, blocks: [text(words[why])] }
}

function peopleBlocks({ meeting, phase, groups }: OverviewView): Block[] {
  const counted = groups.filter(({ group }) => group !== 'observers' && group !== 'guests')
  const expected = counted.reduce((sum, { people }) => sum + people.length, 0)
  if (expected === 0) return [text(words.nobody)]
  const facts = groups.map(({ group, people }): [string, string] => [
    words.group(groupWords[phase][group], people.length),
    namesIn(people),
  ])
  return [text(words.expected(whenOf(meeting), expected)), { kind: 'facts', facts }]
}

/** Names with what is said behind each. */
export function namesIn(people: readonly Named[]): string {
  const shown = people.slice(0, MOST_NAMES)
  const noted = ({ name, notes: all }: Named) => words.noted(name, all.map((one) => notes[one]).join('，'))
  const names = shown.map(noted).join('、')
  return shown.length < people.length ? words.further(names, people.length) : names
}

function endBlocks(view: OverviewView): Block[] {
  switch (view.phase) {
    case 'before':
      return [...reminderBlocks(view), ...remindBlocks(view), ...answerBlocks(view)]
    case 'open':
      return openBlocks(view)
    case 'over':
      return [...quorumBlocks(view), buttons(rollButton(view.meeting.id))]
  }
}

function reminderBlocks({ meeting, reminder }: OverviewView): Block[] {
  if (reminder === null) return []
  const when = deadline(reminder.at.toZonedDateTimeISO(meeting.zone))
  return [small(words.reminded({ ...reminder, when }))]
}

function remindBlocks({ meeting, groups, mayAct }: OverviewView): Block[] {
  const silent = groups.find(({ group }) => group === 'silent')?.people.length ?? 0
  if (silent === 0 || !mayAct) return []
  const confirm = { title: words.remind, text: words.remindConfirm(silent) }
  return [buttons(remindAction.button({ text: words.remind, data: { meeting: meeting.id }, confirm }))]
}

/** Those who have not answered come first. */
function answerBlocks(view: OverviewView): Block[] {
  return view.mayAct ? answerForm(view.meeting.id, peopleOf(view, ['silent', 'leave', 'joining'])) : []
}

function isAwaited({ notes: all }: Named): boolean {
  return !all.includes('came')
}

function peopleOf({ groups }: OverviewView, of: readonly Group[]): Named[] {
  return of.flatMap((one) => groups.find(({ group }) => group === one)?.people ?? [])
}

function openBlocks(view: OverviewView): Block[] {
  const { meeting, now, digits } = view
  const at = clock(now.toZonedDateTimeISO(meeting.zone))
  const code = digits === null ? [] : [text(words.code(digits))]
  const others = view.mayAct
    ? checkInForm(meeting.id, peopleOf(view, ['missing', 'leave', 'observers']).filter(isAwaited))
    : []
  return [...quorumBlocks(view), small(words.asOf(at)), ...code, buttons(refreshButton(meeting)), ...others]
}

/** What may be done where too few have come is said while it may. */
function quorumBlocks({ meeting, phase, quorum, mayAct, mayAdjourn }: OverviewView): Block[] {
  if (quorum === null || meeting.state === 'adjourned') return []
  const lines = phase === 'over' ? quorumLines(quorum).slice(0, 1) : quorumLines(quorum)
  const adjourn = mayAdjourn ? [adjournButton(meeting.id)] : []
  return [...lines.map(text), ...(mayAct ? [buttons(votesButton(meeting.id), ...adjourn)] : [])]
}

function refreshButton({ id: meeting }: Meeting): Button {
  return refreshAction.button({ text: words.refresh, data: { meeting } })
}
