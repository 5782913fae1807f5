import type { College, Member, PlannedMeeting } from '../../../../config/college.ts'
import { dateOf } from '../../../time/dates.ts'
import { clock, dayName } from '../../../time/format.ts'

/** Names for what happens, as a person of the college would say them. */
export type Chats = {
  /** 「本科二支部群」, or the person's name. */
  receiver(to: string): string
  /** 「第四季度支部党员大会」, with the group's name before what is a group's. */
  meeting(about: string): string
  /** 「第四季度支部党员大会，周三14:00」 */
  planned(about: string): string
  /** The branch that a meeting belongs to: its short name, or the college. */
  branch(about: string): string
  name(who: string): string
  /** The date in the college's zone. */
  day(at: Temporal.Instant): string
  /** 「周一 09:10」 */
  moment(at: Temporal.Instant): string
}

type Past = { id: string; audience: PlannedMeeting['audience']; title: string }

/** Reads the names from the college's files; `past` are the meetings that were over. */
export function openChats(college: College, past: readonly Past[]): Chats {
  const { timezone: zone, chats } = college.settings
  const chatNames = new Map<string | null, string>([
    [chats.committee, '学院党委群'],
    [chats.secretaries, '党支部书记群'],
    ...college.branches.map(({ chat, short }) => [chat, `${short}群`] as const),
  ])
  const people = new Map<string | null, Member>(college.members.map((member) => [member.openId, member]))
  const meetings = new Map<string, Past>([...past, ...college.meetings].map((one) => [one.id, one]))
  const starts = new Map<string, Temporal.PlainDateTime>(college.meetings.map(({ id, start }) => [id, start]))

  function groupOf(about: string) {
    const audience = meetings.get(about)?.audience
    return audience?.kind === 'group' ? college.groups.find(({ id }) => id === audience.group) : undefined
  }

  function meeting(about: string): string {
    const group = groupOf(about)
    const title = meetings.get(about)?.title ?? about
    if (group === undefined) return title
    return title.startsWith('党小组') ? `${group.name}${title.slice(3)}` : `${group.name} · ${title}`
  }

  return {
    meeting,
    receiver: (to) => chatNames.get(to) ?? people.get(to)?.name ?? to,
    planned(about) {
      const start = starts.get(about)
      if (start === undefined) return meeting(about)
      return `${meeting(about)}，${dayName(start.toPlainDate())}${clock(start.toPlainTime())}`
    },
    branch(about) {
      const audience = meetings.get(about)?.audience
      const of = audience?.kind === 'branch' ? audience.branch : groupOf(about)?.branch
      return college.branches.find(({ id }) => id === of)?.short ?? '学院'
    },
    name: (who) => college.members.find(({ id }) => id === who)?.name ?? who,
    day: (at) => dateOf(at, zone).toString(),
    moment(at) {
      const local = at.toZonedDateTimeISO(zone)
      return `${dayName(local)} ${clock(local)}`
    },
  }
}
