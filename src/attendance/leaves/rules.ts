import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Rights } from '../../roster/types.ts'
import type { Leave, Refusal } from '../types.ts'

/** The leaders of a meeting's branch today; both null for a meeting of the college. */
export type Leads = { secretary: MemberId | null; deputy: MemberId | null }

/**
 * The person who decides on a leave: the branch's secretary, else the deputy; an administrator when nobody else leads the
 * branch, and for the college's meetings, of which an administrator who hosts one goes first. (domain §5, row 10)
 */
export function deciderAmong(
  who: MemberId,
  { secretary, deputy }: Leads,
  { admins, host }: { admins: readonly MemberId[]; host: MemberId },
): MemberId | null {
  const hosting = admins.filter((admin) => admin === host)
  return [secretary, deputy, ...hosting, ...admins].find((one) => one !== null && one !== who) ?? null
}

type Decision = {
  meeting: Pick<Meeting, 'branch' | 'mergedInto'>
  leads: Leads
  member: MemberId
  by: MemberId
  leave: Leave | null
  state: 'approved' | 'refused'
}

/**
 * Why somebody may not decide on a leave, or null: the branch's secretary or deputy may, never their own. An administrator
 * may for the secretary's own, where nobody leads the branch, and for the college's meetings. (domain §5, row 10)
 */
export function refusalToDecide(rights: Rights, decision: Decision): Refusal | null {
  const { meeting, leads, member, by, leave, state } = decision
  const isLed = meeting.branch !== null && rights.leads.includes(meeting.branch)
  const others = [leads.secretary, leads.deputy].filter((one) => one !== null && one !== member)
  const isAdmins = meeting.branch === null || member === leads.secretary || others.length === 0
  if (!isLed && !(rights.admin && isAdmins)) return 'mayNot'
  if (by === member) return 'ownLeave'
  if (meeting.mergedInto !== null) return 'merged'
  if (leave?.state === 'asked') return null
  return leave?.state === state ? 'alreadyDecided' : 'nothingToDecide'
}
