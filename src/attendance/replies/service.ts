import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Letter, LetterKind, Said } from '../../letters/types.ts'
import { dayOf, isWithdrawn, meetingById, monthEntries, readNoticeRef } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import {
  answer,
  answerOf,
  isAnswer,
  openMeetings,
  phaseAt,
  sendForm,
  unansweredMeetings,
} from '../answers/service.ts'
import { readDay, seenAt } from '../../time/read/reader.ts'
import { readSeatRef } from '../seats/service.ts'
import type { Refusal, Reply } from '../types.ts'
import { readAnswer } from './rules.ts'
import { isNote, type Note } from './words.ts'

/** Letters about one person and one meeting. */
const SEATS: readonly LetterKind[] = ['attendance.ask', 'attendance.leaveForm', 'attendance.leaveDecided']
/** Letters on which one answers for a meeting. */
const ASKING: readonly LetterKind[] = [...SEATS, 'meetings.notice', 'meetings.month']

/** Takes 参加 or 请假 that somebody wrote, as their buttons do. False when the words say neither or are for others. */
export async function takeAnswer(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const reply = said.pictures.length > 0 ? null : readAnswer(said.words)
  if (reply === null || isForOther(said.about)) return false
  const meant = await meantBy(ctx, tx, { said, reply })
  // What can be pressed is the better answer than that nothing is certain.
  if (isNote(meant) && said.buttons.length > 0) return false
  if (isNote(meant)) return note(ctx, tx, { said, what: meant })
  const { who, messageId } = said
  const answered = await answer(ctx, tx, {
    meeting: meant.id,
    who,
    reply,
    inGroup: false,
    madeAt: earlier(said.at, ctx.now()),
  })
  const became = answered.ok ? answered.stage : answered.refusal
  if (became !== 'choosing') return note(ctx, tx, { said, what: `${meant.id}:${became}` })
  await sendForm(ctx, tx, { meeting: meant, who, asked: messageId })
  return true
}

// Whoever replies to a list at the desk may mean a meeting as well.
function isForOther(about: Letter | null): boolean {
  return about !== null && !ASKING.includes(about.kind) && !about.kind.startsWith('desk.')
}

type Saying = { said: Said; reply: Reply }

/** The meeting that is meant: that of the card, otherwise the only one that can be. */
async function meantBy(ctx: Ctx, tx: Tx, { said, reply }: Saying): Promise<Meeting | Note> {
  const { about, who } = said
  if (about !== null && SEATS.includes(about.kind)) return meetingById(tx, readSeatRef(about.ref).meeting)
  if (about?.kind === 'meetings.notice') return noticed(tx, about)
  if (about?.kind === 'meetings.month') return onlyOne(await listed(ctx, tx, { about, who }))
  return onlyOne(await inQuestion(ctx, tx, { said, reply }))
}

/** The meetings on the day that is named; otherwise those that wait for an answer, or of which one may think again. */
async function inQuestion(ctx: Ctx, tx: Tx, { said, reply }: Saying): Promise<Meeting[]> {
  const { who, chat, inGroup, words, at } = said
  const here = (all: Meeting[]) => all.filter((meeting) => !inGroup || meeting.chat === chat)
  const open = here(await openMeetings(ctx, tx, who))
  const day = readDay(words, seenAt(ctx, at))?.day
  if (day !== undefined) return open.filter((meeting) => dayOf(meeting).equals(day))
  const silent = here(await unansweredMeetings(ctx, tx, who))
  const [next] = silent
  if (next === undefined) return open
  // 请假 may also be of a sooner meeting, to which one has said 参加.
  const sooner = open.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, next.startsAt) < 0)
  return reply === 'leave' ? [...sooner, ...silent] : silent
}

async function noticed(tx: Tx, { ref }: Letter): Promise<Meeting | Note> {
  const { meeting: id, of } = readNoticeRef(ref)
  const meeting = await meetingById(tx, id)
  if (of !== 'cancelled' && meeting.withdrawn !== null && of <= meeting.withdrawn) return 'withdrawn'
  const isCurrent = of === meeting.version || meeting.state === 'cancelled'
  return isCurrent ? meeting : 'outdated'
}

async function listed(
  ctx: Ctx,
  tx: Tx,
  { about, who }: { about: Letter; who: MemberId },
): Promise<Meeting[]> {
  const { shown } = await monthEntries(ctx, tx, about.ref)
  const open = shown.map(({ meeting }) => meeting).filter((one) => phaseAt(one, ctx.now()) === 'open')
  const silent: Meeting[] = []
  for (const meeting of open.filter((one) => !isWithdrawn(one))) {
    const { stage } = await answerOf(tx, { meeting: meeting.id, who })
    if (!isAnswer(stage)) silent.push(meeting)
  }
  return silent
}

function onlyOne([first, ...others]: Meeting[]): Meeting | Note {
  if (first === undefined) return 'none'
  return others.length > 0 ? 'which' : first
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other
}

/** Always privately: a group need not read who comes and who does not. */
async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: string }): Promise<true> {
  const { who, messageId, inGroup } = said
  const letter = { kind: 'attendance.noted', ref: what, to: { person: who } } as const
  const key = `attendance.noted:${messageId}`
  await writeLetters(ctx, tx, [{ ...letter, key, ...(inGroup ? {} : { replyTo: messageId }) }])
  return true
}

const Stage = z.enum(['joining', 'asked', 'approved', 'refused'])

type Noted = Note | ({ meeting: MeetingId } & ({ stage: z.infer<typeof Stage> } | { refusal: Refusal }))

/** Reads what was noted: a sentence of its own, or a meeting and what became of the answer. */
export function readNoted(ref: string): Noted {
  if (isNote(ref)) return ref
  const at = ref.lastIndexOf(':')
  const meeting = MeetingId.parse(ref.slice(0, at))
  const stage = Stage.safeParse(ref.slice(at + 1))
  // Whatever is no stage is a refusal: only `takeAnswer` writes the ref.
  return stage.success ? { meeting, stage: stage.data } : { meeting, refusal: ref.slice(at + 1) as Refusal }
}
