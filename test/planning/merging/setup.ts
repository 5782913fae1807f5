import type { PlannedMeeting } from '../../../config/college.ts'
import { BranchId, LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import type { LetterKind } from '../../../src/letters/types.ts'
import { registry } from '../../../src/router.ts'
import type { Verdict } from '../../../src/planning/merging/types.ts'
import { aLife, type Life } from '../../support/a-life.ts'

/** B01's secretary and members; an administrator. */
export const SECRETARY = 'M0001'
export const MEMBER = 'M0006'
export const OTHER_MEMBER = 'M0008'
export const ADMIN = 'M0140'

type Over = Partial<Omit<PlannedMeeting, 'start'>> & { start?: string }

function aMeeting({ start = '2026-12-02T14:00', ...over }: Over): PlannedMeeting {
  return {
    id: MeetingId.parse('F001'),
    audience: { kind: 'branch', branch: BranchId.parse('B01') },
    types: ['主题党日'],
    title: '十二月主题党日',
    minutes: 90,
    place: '学工活动室',
    agenda: [],
    host: MemberId.parse('M0001'),
    observers: [],
    movedFrom: null,
    cancelled: null,
    ...over,
    start: Temporal.PlainDateTime.from(start),
  }
}

/** The theme day of the history's A001, three weeks later. */
export function theDay(over: Over = {}): PlannedMeeting {
  return aMeeting(over)
}

/** The assembly of the history's A005, three weeks later: the same people and place, ten minutes longer. */
export function theAssembly(over: Over = {}): PlannedMeeting {
  const id = MeetingId.parse('F005')
  return aMeeting({ id, types: ['支部党员大会'], title: '第四季度支部党员大会', minutes: 100, ...over })
}

/** The college on a Monday morning with these meetings, as its files say. */
export async function aPair(planned: PlannedMeeting[] = [theDay(), theAssembly()]): Promise<Life> {
  const life = await aLife({ only: [] })
  await life.book(planned)
  return life
}

export async function proposals(life: Life) {
  return life.letters('meetings.overlap')
}

/** Presses 合并 or 分开召开 on the first proposal; answers the toast. */
export async function decide(life: Life, who: string, verdict: Verdict): Promise<string> {
  return mergeNth(life, 0, { who, verdict })
}

/** The same on the nth. */
export async function mergeNth(
  life: Life,
  nth: number,
  { who = SECRETARY, verdict = 'merged' }: { who?: string; verdict?: Verdict } = {},
): Promise<string> {
  const merging = (await proposals(life))[nth]?.ref
  return life.press(who, 'meetings.merge', { data: { merging, verdict } })
}

/** The letter of a kind, the first or that about `ref`, as text, as it is rendered at this moment. */
export async function shown(
  life: Life,
  kind: LetterKind = 'meetings.overlap',
  ref: string | null = null,
): Promise<string> {
  const row = (await life.letters(kind)).find((one) => ref === null || one.ref === ref)
  if (row === undefined) throw new Error(`no letter ${kind}`)
  const to = { person: MemberId.parse(SECRETARY) }
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter)))
}

/** The meetings as they stand in the records, in order of id. */
export async function records(life: Life) {
  return life.db
    .selectFrom('meetings_meetings')
    .select([
      'id',
      'types',
      'title',
      'state',
      'cancel_reason',
      'merged_into',
      'agenda',
      'observers',
      'version',
    ])
    .select(['starts_at', 'ends_at', 'edited'])
    .orderBy('id')
    .execute()
}

export async function answer(life: Life, who: string, said: { meeting: string; reply: 'join' | 'leave' }) {
  return life.press(who, 'attendance.answer', { data: { ...said, place: 'private' } })
}

/** What was answered for a meeting, by person. */
export async function replies(life: Life, meeting: string) {
  const rows = await life.db
    .selectFrom('attendance_replies')
    .select(['member_id', 'reply'])
    .where('meeting_id', '=', meeting)
    .orderBy('member_id')
    .execute()
  return rows.map(({ member_id, reply }) => [member_id, reply])
}
