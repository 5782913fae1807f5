import { expectedMembers } from '../../../src/attendance/service.ts'
import { LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import { tellMonth } from '../../../src/meetings/service.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'

/** B06 has sixteen members, so that all of them can answer; M0140 is an administrator. */
export const B06 = 'chat:oc_fx_B06'
export const ADMIN = 'M0140'

/** A bot on 30 November with these meetings of B06 in its file, by id and start. */
export async function aMonth(starts: Record<string, string>, now = '2026-11-30T10:00:00+08:00') {
  const life = await aLife({ now, only: [] })
  await bookAll(life, starts)
  return life
}

/** The file plans these meetings of B06. */
export async function bookAll(life: Life, starts: Record<string, string>, types?: string[]) {
  const model = life.college.meetings.find(({ audience }) => audience.kind === 'branch')
  if (model === undefined) throw new Error('no meeting of a branch')
  const [branch] = life.college.branches.filter(({ id }) => id === 'B06')
  if (branch === undefined) throw new Error('no B06')
  await life.book(
    Object.entries(starts).map(([id, start]) => ({
      ...model,
      id: MeetingId.parse(id),
      types: types ?? model.types,
      audience: { kind: 'branch' as const, branch: branch.id },
      ...{ host: null, observers: [], movedFrom: null, cancelled: null, title: `会议${id}` },
      start: Temporal.PlainDateTime.from(start),
    })),
  )
}

/** The timetable's line of that day, and what comes of it. */
export async function tick(life: Life, moment: string) {
  await life.liveUntil(moment)
  await tellMonth(life.ctx, Temporal.Instant.from(moment))
  await life.settle()
}

export const nine = (day: string) => `2026-${day}T09:00:00+08:00`
export const months = async (life: Life) =>
  (await life.letters('meetings.month')).map(({ key, ended }) => [key, ended])
export const notices = async (life: Life) => {
  const all = await life.letters('meetings.notice')
  return all.map(({ key, ended }) => [key.replace('meetings.notice:', ''), ended])
}

/** The card as text, as it is rendered at this moment. */
export async function shown(life: Life): Promise<string> {
  const [letter] = await life.letters('meetings.month')
  if (letter === undefined) throw new Error('no card')
  return render(life, letter, 'meetings.month')
}

/** The newest letter of a kind, as it is rendered at this moment. */
export async function shownLast(life: Life, kind: 'meetings.notice' | 'meetings.manage'): Promise<string> {
  const letter = (await life.letters(kind)).at(-1)
  if (letter === undefined) throw new Error(`no ${kind}`)
  return render(life, letter, kind)
}

export async function render(
  life: Life,
  { id, ref }: { id: string; ref: string },
  kind: 'meetings.month' | 'meetings.notice' | 'meetings.manage',
) {
  const letter = { id: LetterId.parse(id), kind, ref, to: { person: MemberId.parse(ADMIN) } }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter)))
}

export const answer = (life: Life, who: string, meeting: string) =>
  life.press(who, 'attendance.answer', { data: { meeting, reply: 'join', place: 'group' } })
export const everyone = (life: Life, meeting: string) =>
  life.act((tx) => expectedMembers(tx, MeetingId.parse(meeting)))
