import { LEAVE_CATEGORIES } from '../../config/college.ts'
import type { Ctx } from '../../src/ctx.ts'
import { transact } from '../../src/db/transact.ts'
import { expectedMembers } from '../../src/attendance/service.ts'
import { MeetingId, type MemberId, type RequestId } from '../../src/ids.ts'
import type { Letter } from '../../src/letters/types.ts'
import { meetingById, monthEntries, noticeRef } from '../../src/meetings/service.ts'
import type { Chance } from './chance.ts'
import type { Action } from './actions.ts'
import type { Inputs } from './inputs.ts'
import { later } from './later.ts'
import { overseen } from './oversight.ts'
import { handIn, report, reportAtLast } from './reporting.ts'
import type { Message } from './platform.ts'

/** How the people of the month are: shares of them, and minutes from least to most. */
export const NATURE = {
  /** Answer to the notice in the group. */
  inGroup: 0.8,
  /** Of these, so many do so on the month's card already; for the meetings of so many days it is their notice. */
  onMonth: 0.5,
  noticeDays: 4,
  /** Answer when they are asked; whoever is left never answers. */
  whenAsked: 0.14,
  leave: 0.06,
  submitsLeave: 0.92,
  approves: 0.95,
  comesIfJoining: 0.95,
  comesIfSilent: 0.6,
  reportsAtOnce: 0.92,
  answers: [5, 600],
  answersAsk: [3, 180],
  fillsIn: [1, 20],
  decides: [10, 300],
  reports: [30, 3_600],
} as const

/** Its categories appear on the card. */
const CHOICE_SECONDS = 40

/** An answer that was complete: joining, or a leave with its category. */
export type Answer = { ref: string; where: 'group' | 'private'; at: Temporal.Instant }

/** A letter that reached somebody, and when. */
export type Sent = { letter: Letter; at: Temporal.Instant }

/** What is known of everybody’s actions: for the judge, and so that nobody does a thing twice. */
export type Actions = {
  answers: Answer[]
  reported: Map<RequestId, Temporal.Instant>
  leaving: Set<string>
  inSilence: Sent[]
}

export type Month = { ctx: Ctx; inputs: Inputs; chance: Chance; done: Actions }

/** A message as it reached people, and the letter that it is. */
export type Seen = { message: Message; letter: Letter }

/** What people do about a message: when, and what. */
export async function reactions(month: Month, seen: Seen): Promise<Action[]> {
  switch (seen.letter.kind) {
    case 'meetings.notice':
      return answersInGroup(month, seen)
    case 'meetings.month':
      return answersOnMonth(month, seen)
    case 'attendance.ask':
      return answerPrivately(month, seen)
    case 'attendance.leaveForm':
      return [fillInForm(month, seen)]
    case 'attendance.leavesAsked':
      return [decideOnLeaves(month, seen)]
    case 'meetings.overlap':
      return [decide(month, seen, '合并')]
    case 'attendance.checkin':
      return checkIns(month, seen)
    case 'reports.after':
      return report(month, seen)
    case 'reports.chase':
      return [reportAtLast(month, seen)]
    case 'reports.confirm':
      return [handIn(month, seen)]
    default:
      return overseen(month, seen)
  }
}

type Kind = 'group' | 'asked' | 'never'

/** How somebody is about one plan of a meeting. */
function kindOf({ chance }: Month, ref: string): Kind {
  const luck = chance('answers', ref)
  if (luck < NATURE.inGroup) return 'group'
  return luck < NATURE.inGroup + NATURE.whenAsked ? 'asked' : 'never'
}

function isLeaving({ chance }: Month, ref: string): boolean {
  return chance('leaves', ref) < NATURE.leave
}

async function answersInGroup(month: Month, { message, letter }: Seen): Promise<Action[]> {
  const { meeting, of } = noticeRef.parse(letter.ref)
  if (of === 'cancelled') return []
  const people = 'person' in letter.to ? [letter.to.person] : await expectedAt(month, meeting)
  return people.flatMap((who) => {
    const ref = `${meeting}/${who}@${of}`
    if ('chat' in letter.to ? kindOf(month, ref) !== 'group' : kindOf(month, ref) === 'never') return []
    const act = () => answer(month, { who, ref, message, where: 'group' })
    return [{ at: later(month, NATURE.answers, 'group', ref), act }]
  })
}

async function answersOnMonth(month: Month, { message, letter }: Seen): Promise<Action[]> {
  const { ctx, chance } = month
  const { shown } = await transact(ctx, (tx) => monthEntries(ctx, tx, letter.ref))
  const actions: Action[] = []
  for (const { meeting } of shown) {
    const near = ctx.now().until(meeting.startsAt).total('days') < NATURE.noticeDays
    for (const who of await expectedAt(month, meeting.id)) {
      const ref = `${meeting.id}/${who}@${meeting.version}`
      const early = near || chance('on month', ref) < NATURE.onMonth
      if (kindOf(month, ref) !== 'group' || !early) continue
      const act = () => answer(month, { who, ref, message, where: 'group' })
      actions.push({ at: later(month, NATURE.answers, 'month', ref), act })
    }
  }
  return actions
}

async function answerPrivately(month: Month, { message, letter }: Seen): Promise<Action[]> {
  const { ref, to } = letter
  if (!('person' in to) || kindOf(month, ref) === 'never') return []
  const seat: Told = { who: to.person, ref, message, where: 'private' }
  const at = later(month, NATURE.answersAsk, 'asked', ref)
  const fill = async () => {
    if (month.done.leaving.has(ref)) await submitLeave(month, seat)
  }
  return [
    { at, act: () => answer(month, seat) },
    { at: at.add({ seconds: CHOICE_SECONDS }), act: fill },
  ]
}

type Told = { who: MemberId; ref: string; message: Message; where: 'group' | 'private' }

async function answer(month: Month, { who, ref, message, where }: Told): Promise<void> {
  const { ctx, inputs, done } = month
  if (done.leaving.has(ref) || done.answers.some((one) => one.ref === ref)) return
  const leaves = isLeaving(month, ref)
  const [about = ''] = ref.split('/')
  if (!(await inputs.press(who, message, { label: leaves ? '请假' : '参加', about }))) return
  if (leaves) done.leaving.add(ref)
  else done.answers.push({ ref, where, at: ctx.now() })
}

async function submitLeave(month: Month, { who, ref, message, where }: Told): Promise<void> {
  const { ctx, chance, inputs, done } = month
  const label = LEAVE_CATEGORIES[Math.floor(chance('category', ref) * LEAVE_CATEGORIES.length)] ?? '其他'
  if (await inputs.press(who, message, { label })) done.answers.push({ ref, where, at: ctx.now() })
}

function fillInForm(month: Month, { message, letter }: Seen): Action {
  const who = personOf(letter)
  const forgets = month.chance('fills in', letter.ref) >= NATURE.submitsLeave
  const at = later(month, NATURE.fillsIn, 'form', letter.ref)
  const act = async () => {
    const plan = [...month.done.leaving].findLast((ref) => ref.startsWith(`${letter.ref}@`))
    if (!forgets && plan !== undefined) await submitLeave(month, { who, ref: plan, message, where: 'group' })
  }
  return { at, act }
}

/** What stands on the card by then: all at once, or one by one while there is one. */
function decideOnLeaves(month: Month, { message, letter }: Seen): Action {
  const label = month.chance('approves', letter.ref) < NATURE.approves ? '同意' : '不同意'
  const press = (of: string) => month.inputs.press(personOf(letter), message, { label: of })
  const act = async () => {
    if (!(await press('全部同意'))) while (await press(label));
  }
  return { at: later(month, NATURE.decides, 'decides', letter.ref), act }
}

function decide(month: Month, { message, letter }: Seen, label: string): Action {
  const act = async () => void (await month.inputs.press(personOf(letter), message, { label }))
  return { at: later(month, NATURE.decides, 'decides', letter.ref), act }
}

async function checkIns(month: Month, { message, letter }: Seen): Promise<Action[]> {
  const { ctx, chance, inputs } = month
  const meeting = await transact(ctx, (tx) => meetingById(tx, MeetingId.parse(letter.ref)))
  const window = ctx
    .now()
    .until(meeting.startsAt.add({ minutes: 10 }))
    .total('seconds')
  const people = await expectedAt(month, meeting.id)
  return people.flatMap((who) => {
    const ref = `${meeting.id}/${who}@${meeting.version}`
    const comes = kindOf(month, ref) === 'never' ? NATURE.comesIfSilent : NATURE.comesIfJoining
    if (isLeaving(month, ref) || chance('comes', ref) >= comes) return []
    const seconds = Math.round(window * chance('checks in', ref))
    return [
      {
        at: ctx.now().add({ seconds }),
        act: async () => void (await inputs.press(who, message, { label: '签到' })),
      },
    ]
  })
}

/** Whose direct chat it came to. */
export function personOf({ to }: Letter): MemberId {
  if ('chat' in to) throw new Error('a letter to a chat was taken for a private one')
  return to.person
}

function expectedAt({ ctx }: Month, meeting: MeetingId): Promise<MemberId[]> {
  return transact(ctx, (tx) => expectedMembers(tx, meeting))
}
