import { z } from 'zod'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import type { Letter, LetterKind } from '../../letters/types.ts'
import {
  dayOf,
  isMentioned,
  isWithdrawn,
  meetingById,
  monthEntries,
  readMention,
  noticeRef,
} from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { earlier, isBefore } from '../../time/order.ts'
import { readDay, seenAt } from '../../time/read/reader.ts'
import {
  answer,
  answerOf,
  isAnswer,
  openMeetings,
  phaseAt,
  sendForm,
  unansweredMeetings,
} from '../answers/service.ts'
import { invitationRef } from '../invitations/service.ts'
import type { Refusal } from '../types.ts'
import { askForLeave } from '../requests/service.ts'
import { type Answer, categoryIn, mayAnswer, readAnswer } from './rules.ts'
import { isNote, type Note } from './words.ts'

/** Letters about one person and one meeting. */
const SEATS: readonly LetterKind[] = [
  'attendance.ask',
  'attendance.remind',
  'attendance.leaveForm',
  'attendance.leaveDecided',
]
/** Letters on which one answers for a meeting. */
const ASKING: readonly LetterKind[] = [...SEATS, 'meetings.notice', 'meetings.month']

/** Takes 参加 or 请假 that somebody wrote, as their buttons do. False when the words say neither or are for others. */
export async function takeAnswer(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.pictures.length > 0 || isForOther(said.about) || !mayAnswer(said.words)) return false
  const open = await openMeetings(ctx, tx, said.who)
  const knows = { seen: seenAt(ctx, said.at), types: ctx.settings.types, among: open }
  const answered = readAnswer(said.words, (text) => readMention(text, knows))
  if (answered === null) return false
  const meant = await meantBy(ctx, tx, { said, answered, open })
  // What can be pressed is the better answer than that nothing is certain.
  if (isNote(meant) && said.buttons.length > 0) return false
  if (isNote(meant)) return note(ctx, tx, { said, what: meant })
  const { who, messageId } = said
  const { reply } = answered
  const of = { meeting: meant.id, who, madeAt: earlier(said.at, ctx.now()) }
  const category = reply === 'leave' ? categoryIn(said.words) : null
  const taken =
    category === null
      ? await answer(ctx, tx, { ...of, reply, inGroup: false })
      : await askForLeave(ctx, tx, { ...of, category, note: null })
  const became = taken.ok ? taken.stage : taken.refusal
  if (became !== 'choosing')
    return note(ctx, tx, { said, what: becameRef.text({ meeting: meant.id, became }) })
  await sendForm(ctx, tx, { meeting: meant, who, asked: messageId })
  return true
}

// A reply to one of the desk's lists may concern a meeting as well.
function isForOther(about: Letter | null): boolean {
  return about !== null && !ASKING.includes(about.kind) && !about.kind.startsWith('desk.')
}

type Saying = { said: Said; answered: Answer; open: Meeting[] }

/** The meeting that is meant: that of the card, otherwise the only one that can be; of what is over nothing is booked. */
async function meantBy(ctx: Ctx, tx: Tx, saying: Saying): Promise<Meeting | Note> {
  const { about: named, isPast } = saying.answered
  if (isPast) return 'past'
  if (named === 'unknown') return 'unclear'
  const on = await onCard(ctx, tx, saying)
  if (typeof on === 'string') return on
  if (named === null) return onlyOne(on ?? (await inQuestion(ctx, tx, saying)))
  const found = (on ?? here(saying)).filter((one) => isMentioned(named, one, ctx.settings.types))
  return found.length === 0 && saying.open.length > 0 ? 'unclear' : onlyOne(found)
}

/** The meetings on the card that is replied to; null without one. */
async function onCard(ctx: Ctx, tx: Tx, { said, answered }: Saying): Promise<Meeting[] | Note | null> {
  const { about, who } = said
  if (about !== null && SEATS.includes(about.kind)) {
    return [await meetingById(tx, invitationRef.parse(about.ref).meeting)]
  }
  if (about?.kind === 'meetings.notice') {
    const found = await noticed(tx, about)
    return typeof found === 'string' ? found : [found]
  }
  if (about?.kind !== 'meetings.month') return null
  return listed(ctx, tx, { about, who, all: answered.about !== null })
}

/** In a group only its own. */
function here({ said: { chat, inGroup }, open }: Saying): Meeting[] {
  return open.filter((meeting) => !inGroup || meeting.chat === chat)
}

/** The meetings that wait for an answer, or of which one may think again, and those on a day that a reason names. */
async function inQuestion(ctx: Ctx, tx: Tx, saying: Saying): Promise<Meeting[]> {
  const { said, answered } = saying
  const open = here(saying)
  const day = readDay(said.words, seenAt(ctx, said.at))?.day
  const silent = here({ ...saying, open: await unansweredMeetings(ctx, tx, said.who) })
  const [next] = silent
  if (next === undefined) return open
  const isAlso = (meeting: Meeting) =>
    // 请假 may also be of a sooner meeting, to which one has said 参加.
    isBefore(meeting.startsAt, next.startsAt) ||
    (day !== undefined && dayOf(meeting).equals(day)) ||
    silent.some(({ id }) => id === meeting.id)
  return answered.reply === 'leave' ? open.filter(isAlso) : silent
}

async function noticed(tx: Tx, { ref }: Letter): Promise<Meeting | Note> {
  const { meeting: id, of } = noticeRef.parse(ref)
  const meeting = await meetingById(tx, id)
  if (of !== 'cancelled' && meeting.withdrawn !== null && of <= meeting.withdrawn) return 'withdrawn'
  const isCurrent = of === meeting.version || meeting.state === 'cancelled'
  return isCurrent ? meeting : 'outdated'
}

/** What a month's card lists to come: all of it, or what waits for an answer. */
async function listed(
  ctx: Ctx,
  tx: Tx,
  { about, who, all }: { about: Letter; who: MemberId; all: boolean },
): Promise<Meeting[]> {
  const { shown } = await monthEntries(ctx, tx, about.ref)
  const open = shown
    .map(({ meeting }) => meeting)
    .filter((one) => phaseAt(one, ctx.now()) === 'open' && !isWithdrawn(one))
  if (all) return open
  const silent: Meeting[] = []
  for (const meeting of open) {
    const { stage } = await answerOf(tx, { meeting: meeting.id, who })
    if (!isAnswer(stage)) silent.push(meeting)
  }
  return silent
}

function onlyOne([first, ...others]: Meeting[]): Meeting | Note {
  if (first === undefined) return 'none'
  return others.length > 0 ? 'which' : first
}

/** Always privately: a group need not read who comes and who does not. */
async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: string }): Promise<true> {
  const { who, messageId, inGroup } = said
  const letter = { ...oneFor('attendance.noted', messageId), ref: what, to: { person: who } }
  await writeLetters(ctx, tx, [{ ...letter, ...(inGroup ? {} : { replyTo: messageId }) }])
  return true
}

const Stage = z.enum(['joining', 'asked', 'approved', 'refused'])

/** A meeting, and what became of the answer. */
const becameRef = ref('{meeting}:{became}', { meeting: MeetingId, became: z.string() })

type Noted = Note | ({ meeting: MeetingId } & ({ stage: z.infer<typeof Stage> } | { refusal: Refusal }))

/** Reads what was noted: a sentence of its own, or a meeting and what became of the answer. */
export function readNoted(ref: string): Noted {
  if (isNote(ref)) return ref
  const { meeting, became } = becameRef.parse(ref)
  const stage = Stage.safeParse(became)
  // Whatever is no stage is a refusal: only `takeAnswer` writes the ref.
  return stage.success ? { meeting, stage: stage.data } : { meeting, refusal: became as Refusal }
}
