import type { Audience, AudiencePart, College, Member, PlannedMeeting } from '../../../../config/college.ts'
import type { ChatId, MemberId } from '../../../ids.ts'
import { BRANCH_COMMITTEE, DEPUTY, EXEMPT_STATUS, GROUP_LEADER, SECRETARY } from '../../../roster/types.ts'
import { isAfter } from '../../../time/order.ts'

type Of = Pick<PlannedMeeting, 'audience' | 'types' | 'start'>

/** The people expected at a meeting, read from the college's files alone. */
export function invited(college: College, meeting: Of): Member[] {
  const { audience } = meeting
  const on = meeting.start.toPlainDate()
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  const isIn =
    isOfCommittee(meeting) && audience.kind === 'branch'
      ? (member: Member) =>
          member.branch === audience.branch && BRANCH_COMMITTEE.some((office) => holds(member, office, on))
      : (member: Member) => parts.some((part) => isOf(college, part, { member, on }))
  return college.members.filter((member) => isIn(member) && !EXEMPT_STATUS.includes(member.status))
}

function isOf(
  college: College,
  part: AudiencePart,
  { member, on }: { member: Member; on: Temporal.PlainDate },
) {
  switch (part.kind) {
    case 'branch':
      return member.branch === part.branch
    case 'group':
      return member.group === part.group
    case 'member':
      return member.id === part.member
    case 'committee':
      return college.committee.some((seat) => seat.member === member.id)
    case 'secretaries':
      return (
        holds(member, SECRETARY, on) &&
        college.branches.some(({ id, active }) => active && id === member.branch)
      )
    case 'office':
      return holds(member, part.office, on)
  }
}

/** Who leads each branch on a day. */
export function secretariesOn({ members }: Pick<College, 'members'>, on: Temporal.PlainDate): Member[] {
  return members.filter((member) => holds(member, SECRETARY, on))
}

function holds({ offices, officeFrom, officeTo }: Member, office: string, on: Temporal.PlainDate): boolean {
  if (!offices.includes(office)) return false
  const begun = officeFrom === null || !isAfter(officeFrom, on)
  return begun && (officeTo === null || !isAfter(on, officeTo))
}

type Told = Pick<Of, 'audience'> & { types: readonly string[] }

/** Whether only the committee of a branch is expected: its members are told privately. */
function isOfCommittee({ audience, types }: Told): boolean {
  return types.every((type) => type === '支部委员会') && audience.kind === 'branch'
}

/** Where a meeting is announced and its check-in is held; null: nowhere, or privately. */
export function chatOf(college: College, { audience, types }: Told): ChatId | null {
  if (isOfCommittee({ audience, types })) return null
  const { chats } = college.settings
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  if (audience.kind === 'branch') return branchChat(college, audience.branch)
  if (audience.kind === 'group') {
    const group = college.groups.find(({ id }) => id === audience.group)
    return group?.chat ?? (group === undefined ? null : branchChat(college, group.branch))
  }
  if (parts.some(({ kind }) => kind === 'secretaries')) return chats.secretaries
  return parts.some(({ kind }) => kind === 'committee') ? chats.committee : null
}

function branchChat(college: College, branch: string): ChatId | null {
  return college.branches.find(({ id }) => id === branch)?.chat ?? null
}

/** The branch of a meeting; null for one of the college. */
export function branchOf(college: College, audience: Audience): string | null {
  if (audience.kind === 'branch') return audience.branch
  if (audience.kind !== 'group') return null
  return college.groups.find(({ id }) => id === audience.group)?.branch ?? null
}

/** The administrators among the committee. */
export function adminsOf(college: College): MemberId[] {
  return college.committee.filter(({ rights }) => rights === 'admin').map(({ member }) => member)
}

/** The host: as the file says, else the leader of the group, the secretary, the first administrator. */
export function hostOf(college: College, meeting: Of & Pick<PlannedMeeting, 'host'>): MemberId | null {
  const { audience } = meeting
  const on = meeting.start.toPlainDate()
  const leader =
    audience.kind === 'group'
      ? college.members.find((one) => one.group === audience.group && holds(one, GROUP_LEADER, on))
      : undefined
  const secretary = officer(college, meeting, SECRETARY)
  return meeting.host ?? leader?.id ?? secretary ?? adminsOf(college)[0] ?? null
}

/** The person who decides on a leave: secretary, deputy, an administrator who hosts, any administrator; never oneself. */
export function deciderOf(
  college: College,
  meeting: Of & Pick<PlannedMeeting, 'host'>,
  who: MemberId,
): MemberId | null {
  const admins = adminsOf(college)
  const ofBranch = [officer(college, meeting, SECRETARY), officer(college, meeting, DEPUTY)]
  const all = [...ofBranch, ...admins.filter((one) => one === meeting.host), ...admins]
  return all.find((one) => one !== null && one !== who) ?? null
}

/** Who leads the branch of a meeting. */
export function leadersOf(
  college: College,
  meeting: Of,
): { secretary: MemberId | null; deputy: MemberId | null } {
  return { secretary: officer(college, meeting, SECRETARY), deputy: officer(college, meeting, DEPUTY) }
}

function officer(college: College, { audience, start }: Of, office: string): MemberId | null {
  const branch = branchOf(college, audience)
  const found = college.members.find(
    (one) => one.branch === branch && holds(one, office, start.toPlainDate()),
  )
  return found?.id ?? null
}
