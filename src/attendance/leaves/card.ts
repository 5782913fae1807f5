import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { saidOf } from '../invitations/service.ts'
import type { Leave } from '../types.ts'
import { changeAction, decideAction, decideAllAction, seenText } from './action.ts'
import { words } from './words.ts'

/** One request on the card of whoever decides. */
export type LeaveLine = {
  who: MemberId
  name: string
  leave: Leave
  /** Whether the reader may read why, and decide. */
  reads: boolean
  decides: boolean
  isExpected: boolean
  /** Whether somebody decided, and so may think again. */
  isDecided: boolean
}

/** What waits, or was settled, before one who decides; `mayChange`: the meeting has not begun. */
export type LeavesView = { meeting: Meeting; lines: readonly LeaveLine[]; mayChange: boolean }

/** 请假待批: a line for each request, in the order of asking. */
export function leavesCard(view: LeavesView): Card {
  const { meeting, lines } = view
  if (meeting.mergedInto !== null) return doneCard([text(words.moved)])
  if (meeting.state === 'cancelled') return doneCard([text(words.over)])
  if (lines.length === 0) return doneCard([text(words.elsewhere)])
  const open = lines.filter(isOpen)
  const shown = fitting(view)
  const blocks = [
    text(words.of(saidOf(meeting))),
    ...shown.flatMap((line) => lineBlocks(view, line)),
    ...furtherBlocks(lines, shown),
    ...allBlocks(meeting.id, shown.filter(isOpen)),
  ]
  if (open.length === 0) return doneCard(blocks)
  return { title: words.title, tone: 'blue', summary: words.summary(open.length), blocks }
}

function isOpen({ leave, decides, isExpected }: LeaveLine): boolean {
  return leave.state === 'asked' && decides && isExpected
}

/** The platform takes 30 KB and 200 things; what else the card holds is small. */
const MOST = { bytes: 22_000, things: 182 }
/** What a row of buttons becomes on the platform, for each: bytes beside its words, and things. */
const ROW = { bytes: 90, things: 1, buttonBytes: 300, buttonThings: 3, text: 2 }

/** Those for which there is room: first what waits, longest first, then what was decided. */
function fitting(view: LeavesView): LeaveLine[] {
  const left = { ...MOST }
  const inTurn = [...view.lines.filter(isOpen), ...view.lines.filter((line) => !isOpen(line))]
  const found = new Set<LeaveLine>()
  for (const line of inTurn) {
    const weight = weightOf(lineBlocks(view, line))
    if (weight.bytes > left.bytes || weight.things > left.things) break
    left.bytes -= weight.bytes
    left.things -= weight.things
    found.add(line)
  }
  return view.lines.filter((line) => found.has(line))
}

function weightOf(blocks: readonly Block[]): typeof MOST {
  const rows = blocks.flatMap((block) => (block.kind === 'buttons' ? [block.buttons.length] : []))
  const pressed = rows.reduce((sum, count) => sum + count, 0)
  return {
    bytes: Buffer.byteLength(JSON.stringify(blocks)) + rows.length * ROW.bytes + pressed * ROW.buttonBytes,
    things: (blocks.length - rows.length) * ROW.text + rows.length * ROW.things + pressed * ROW.buttonThings,
  }
}

function lineBlocks({ meeting, mayChange }: LeavesView, line: LeaveLine): Block[] {
  const { who, leave, decides, isDecided } = line
  const said = text(lineText(line))
  if (isOpen(line)) return [said, buttons(...decideButtons(meeting.id, who, leave.n))]
  const other = leave.state === 'approved' ? 'refused' : 'approved'
  const change = decides && isDecided && mayChange && line.isExpected
  return change ? [said, buttons(changeButton({ meeting: meeting.id, line, to: other }))] : [said]
}

function lineText({ name, leave, reads, isDecided, isExpected }: LeaveLine): string {
  const { state, category, note } = leave
  if (state === 'asked' && !isExpected) return words.line(name, [words.lineOut])
  if (state === 'withdrawn') return words.line(name, [words.lineWithdrawn])
  const why = [...(reads ? [category] : []), ...(leave.late ? [words.late] : [])]
  if (state === 'approved') {
    return words.line(name, [...why, isDecided ? words.lineApproved : words.lineGranted])
  }
  if (state === 'refused') return words.line(name, [...why, words.lineRefused])
  const first = words.line(name, why)
  return note === null || !reads ? first : `${first}\n${words.noteLine(note)}`
}

function furtherBlocks(lines: readonly LeaveLine[], shown: readonly LeaveLine[]): Block[] {
  const hidden = lines.filter((line) => !shown.includes(line))
  const waiting = hidden.filter(isOpen).length
  const done = hidden.length - waiting
  return [
    ...(waiting > 0 ? [text(words.further(waiting))] : []),
    ...(done > 0 ? [text(words.furtherDone(done))] : []),
  ]
}

function allBlocks(meeting: MeetingId, open: readonly LeaveLine[]): Block[] {
  if (open.length < 2) return []
  const seen = seenText(open.map(({ who, leave }) => ({ who, n: leave.n })))
  return [
    { kind: 'rule' },
    buttons(decideAllAction.button({ text: words.approveAll, data: { meeting, seen } })),
  ]
}

/** 同意 and 不同意, wherever somebody's leave is shown to whoever decides on it; `n` is the request that is shown. */
export function decideButtons(meeting: MeetingId, member: MemberId, n: number): Button[] {
  const data = { meeting, member, n: String(n) }
  return [
    decideAction.button({
      text: words.approve,
      style: 'primary',
      data: { ...data, verdict: 'approved' },
    }),
    decideAction.button({ text: words.refuse, data: { ...data, verdict: 'refused' } }),
  ]
}

type Change = { meeting: MeetingId; line: LeaveLine; to: 'approved' | 'refused' }

function changeButton({ meeting, line: { who: member, leave }, to: verdict }: Change): Button {
  const label = verdict === 'approved' ? words.toApproved : words.toRefused
  return changeAction.button({ text: label, data: { meeting, member, verdict, n: String(leave.n) } })
}

/** A request on a card of its own, as such cards were before one card held them all. */
export type LeaveView = {
  meeting: Meeting
  member: MemberId
  name: string
  leave: Leave
  toDecide: boolean
  /** Whether the person has asked anew since. */
  replaced: boolean
}

/** 请假待批, of one person. */
export function leaveCard({ meeting, member, name, leave, toDecide, replaced }: LeaveView): Card {
  if (replaced) return doneCard([text(words.replaced(name))])
  if (!toDecide) return doneCard([text(name), text(endOf(meeting, leave))])
  const line = words.asked({ name, what: saidOf(meeting), category: leave.category })
  const note = leave.note === null ? [] : [text(words.noteLine(leave.note))]
  const blocks = [text(line), ...note, buttons(...decideButtons(meeting.id, member, leave.n))]
  return { title: words.title, tone: 'blue', summary: words.summary(1), blocks }
}

/** The card when the person is not expected any more: there is nothing to decide. */
export function noLeaveCard(): Card {
  return doneCard([text(words.out)])
}

function doneCard(blocks: Block[]): Card {
  const { doneTitle: title } = words
  return { title, tone: 'grey', summary: title, blocks }
}

function endOf({ mergedInto, state: meetingState }: Meeting, { state }: Leave): string {
  if (state === 'approved') return words.approved
  if (state === 'refused') return words.refused
  if (state === 'withdrawn') return words.withdrawn
  if (mergedInto !== null) return words.moved
  return meetingState === 'cancelled' ? words.over : words.elsewhere
}
