import { z } from 'zod'
import type { QuorumKind } from '../../../config/college.ts'
import { audit } from '../../audit.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { namesOf, presentAmong } from '../../roster/service.ts'
import { rollState } from '../checkin/service.ts'
import { expectedMembers } from '../list/service.ts'
import { chooseKind, quorumFor, quorumOf } from '../quorum/service.ts'
import type { Quorum } from '../quorum/types.ts'
import { rightTo } from '../rights/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { voteLine } from './words.ts'
import type { Ballots, Earlier, Fault, Filled, Matter, OpenForm, Refusal, Vote } from './types.ts'

export { votesButton } from './action.ts'

const votesLetter = kind(
  'attendance.votes',
  { key: '{meeting}:{who}:{minute}', ref: '{meeting}' },
  { meeting: MeetingId, who: MemberId, minute: z.string() },
)

/** Which meeting's votes a card shows: `A078`. */
export const votesRef = votesLetter.ref

type Outcome = { ok: true } | { ok: false; refusal: Refusal }
type Pressed = { meeting: MeetingId; who: MemberId; at: Temporal.Instant }

/** Sends a person the card on which a meeting's votes are entered; it takes the place of an earlier one. */
export async function openVotes(ctx: Ctx, tx: Tx, { meeting: id, who, at }: Pressed): Promise<Outcome> {
  const refusal = await refusalTo(ctx, tx, { meeting: await meetingById(tx, id), who })
  if (refusal !== null) return { ok: false, refusal }
  // Two presses within a minute are one.
  const letter = votesLetter.names({ meeting: id, who, minute: at.round('minute').toString() })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  await markVotesStale(tx, id)
  return { ok: true }
}

/** Why a person may not enter what was counted at a meeting, or null. (domain §5, row 22) */
export async function refusalTo(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<Refusal | null> {
  if ((await rightTo(ctx, tx, { act: 'recordVote', who, meeting })) === null) return 'mayNot'
  if (meeting.state === 'cancelled' || meeting.state === 'adjourned') return meeting.state
  if ((await quorumOf(ctx, tx, meeting)) === null) return 'noVote'
  const roll = await rollState(tx, meeting.id)
  return roll === null || roll.state === 'planned' ? 'notOpen' : null
}

/** Says what the meeting votes on from now on. */
export async function changeKind(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who, kind: chosen }: Pressed & { kind: QuorumKind },
): Promise<Outcome> {
  const meeting = await meetingById(tx, id)
  const refusal = await refusalTo(ctx, tx, { meeting, who })
  if (refusal !== null) return { ok: false, refusal }
  const before = await quorumOf(ctx, tx, meeting)
  if (before?.kind === chosen) return { ok: false, refusal: 'already' }
  // Only a committee's meeting votes as one, and on nothing else.
  if (before?.kind === 'committee' || chosen === 'committee') return { ok: false, refusal: 'noVote' }
  await chooseKind(tx, { meeting: id, kind: chosen })
  await audit(ctx, tx, { actor: who, act: 'attendance.voteKind', about: id, details: { kind: chosen } })
  await markVotesStale(tx, id)
  await markStale(tx, id, ['attendance.overview'])
  return { ok: true }
}

export type Entered = Outcome | { ok: false; fault: Fault }
type Entry = Pressed & { n: number; version: number; kind: QuorumKind; filled: Filled }

/**
 * Enters what was counted at a vote, or corrects it: what stood there before is kept. Counts that cannot be are refused, and
 * what was typed stays in the form. Nobody votes here. (domain §2.3, §5 row 22)
 */
export async function enterVote(ctx: Ctx, tx: Tx, entry: Entry): Promise<Entered> {
  const { meeting: id, who, n, version, filled } = entry
  const meeting = await meetingById(tx, id)
  const refusal = await refusalTo(ctx, tx, { meeting, who })
  if (refusal !== null) return { ok: false, refusal }
  const votes = await votesOf(tx, id)
  const old = votes.find((vote) => vote.n === n)
  const isNext = old === undefined ? n === votes.length + 1 && version === 1 : version === old.version + 1
  if (!isNext) return overtaken(tx, entry)
  const read = await readVote(ctx, tx, { meeting, votes, filled, old, kind: entry.kind })
  if (!read.ok) return keep(tx, entry, { n: old === undefined ? NEW : n, filled, fault: read.fault })
  const vote = { ...read.vote, n, version, by: who, at: entry.at }
  if (!(await store.insert(tx, id, vote))) return overtaken(tx, entry)
  return noteEntered(ctx, tx, { meeting: id, vote })
}

/** Somebody entered another version or changed what is voted on meanwhile, or this very press came twice. */
async function overtaken(tx: Tx, entry: Entry): Promise<Entered> {
  const { meeting, n, version, filled, kind: of } = entry
  const now = (await votesOf(tx, meeting)).find((vote) => vote.n === n)
  const ballots = rules.readBallots(filled, of)
  if (ballots.ok && now !== undefined && rules.isSame(ballots.ballots, now))
    return { ok: false, refusal: 'already' }
  return keep(tx, entry, { n: version > 1 ? n : NEW, filled, fault: { kind: 'overtaken' } })
}

async function keep(tx: Tx, { meeting, who }: Pressed, form: OpenForm & { fault: Fault }): Promise<Entered> {
  await store.keepForm(tx, { meeting, who }, form)
  await markVotesStale(tx, meeting)
  return { ok: false, fault: form.fault }
}

/** Of a form: the next vote, and no correction of one. */
const NEW = 0

async function noteEntered(
  ctx: Ctx,
  tx: Tx,
  { meeting, vote }: { meeting: MeetingId; vote: Vote },
): Promise<Outcome> {
  const { by, n, version, kind: of, due, present, written, yes, no, abstain } = vote
  const details = { n, version, kind: of, due, present, written, yes, no, abstain }
  await store.forgetForm(tx, { meeting, who: by })
  await audit(ctx, tx, { actor: by, act: 'attendance.vote', about: meeting, details })
  await markVotesStale(tx, meeting)
  await markStale(tx, meeting, ['reports.after'])
  return { ok: true }
}

type Typed = Pick<Entry, 'filled' | 'kind'> & {
  meeting: Meeting
  votes: readonly Vote[]
  old: Vote | undefined
}
type Read = { ok: true; vote: Omit<Vote, 'n' | 'version' | 'by' | 'at'> } | { ok: false; fault: Fault }

async function readVote(ctx: Ctx, tx: Tx, typed: Typed): Promise<Read> {
  const { meeting, old } = typed
  const quorum = old === undefined ? await quorumOf(ctx, tx, meeting) : null
  const now = quorum ?? (await quorumFor(ctx, tx, { meeting, kind: old?.kind ?? 'general' }))
  // What was filled in is of the kind that the form showed.
  if (typed.kind !== now.kind) return { ok: false, fault: { kind: 'overtaken' } }
  const matter = old === undefined ? await readMatter(tx, typed, now) : { ok: true as const, matter: old }
  if (!matter.ok) return matter
  const ballots = rules.readBallots(typed.filled, now.kind)
  if (!ballots.ok) return ballots
  const fault = rules.faultIn(ballots.ballots, now)
  if (fault !== null) return { ok: false, fault }
  return { ok: true, vote: voteFrom(matter.matter, ballots.ballots, now) }
}

function voteFrom({ kind: of, topic, candidate }: Matter, ballots: Ballots, { due, present }: Quorum) {
  return { kind: of, topic, candidate, ...ballots, due, present }
}

async function readMatter(
  tx: Tx,
  { meeting, votes, filled }: Typed,
  { kind: of }: Quorum,
): Promise<{ ok: true; matter: Matter } | { ok: false; fault: Fault }> {
  const people = await presentAmong(tx, await expectedMembers(tx, meeting.id))
  const read = rules.readTopic(
    of,
    filled,
    people.map(({ name }) => name),
  )
  return read.ok ? { ok: true, matter: rules.nextMatter(votes, { kind: of, topic: read.topic }) } : read
}

/** Opens the form of a vote that was entered, to correct it. */
export async function beginCorrection(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who, n }: Pressed & { n: number },
): Promise<Outcome> {
  const refusal = await refusalTo(ctx, tx, { meeting: await meetingById(tx, id), who })
  if (refusal !== null) return { ok: false, refusal }
  const vote = (await votesOf(tx, id)).find((one) => one.n === n)
  if (vote === undefined) return { ok: false, refusal: 'gone' }
  const filled = Object.fromEntries(rules.COUNTED.map((name) => [name, String(vote[name])]))
  await store.keepForm(tx, { meeting: id, who }, { n, filled, fault: null })
  await markVotesStale(tx, id)
  return { ok: true }
}

/** Gives up what a person has typed. */
export async function dropForm(tx: Tx, { meeting, who }: Pressed): Promise<Outcome> {
  if (!(await store.forgetForm(tx, { meeting, who }))) return { ok: false, refusal: 'nothingToDrop' }
  await markVotesStale(tx, meeting)
  return { ok: true }
}

/** The votes of a meeting as they stand, in order. */
export async function votesOf(tx: Tx, meeting: MeetingId): Promise<Vote[]> {
  const every = await store.everyVersion(tx, meeting)
  return [...Map.groupBy(every, ({ n }) => n).values()].flatMap((versions) => versions.slice(-1))
}

/** The votes of a meeting as lines of its record, and whether this reader may enter what was counted now. */
export async function votesFor(
  ctx: Ctx,
  tx: Tx,
  of: { meeting: Meeting; who: MemberId },
): Promise<{ lines: string[]; mayEnter: boolean }> {
  const votes = await votesOf(tx, of.meeting.id)
  return { lines: votes.map(voteLine), mayEnter: (await refusalTo(ctx, tx, of)) === null }
}

/** What votes were before they were corrected, the newest first: what was counted, who had entered it, when. */
export async function earlierVotes(tx: Tx, meeting: Meeting): Promise<Earlier[]> {
  const every = await store.everyVersion(tx, meeting.id)
  const old = every.filter(({ n, version }) => every.some((one) => one.n === n && one.version > version))
  const names = await namesOf(
    tx,
    old.map(({ by }) => by),
    meeting.branch,
  )
  return old.map((one) => ({ ...one, by: names.get(one.by) ?? one.by })).reverse()
}

/** The form that a person has open; null: an empty one for the next vote. */
export async function formOf(tx: Tx, of: { meeting: MeetingId; who: MemberId }): Promise<OpenForm | null> {
  return store.openForm(tx, of)
}

/** Says that what the card of the votes shows has changed. */
async function markVotesStale(tx: Tx, meeting: MeetingId): Promise<void> {
  await markStale(tx, meeting, ['attendance.votes'])
}
