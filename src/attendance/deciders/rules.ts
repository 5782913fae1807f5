import type { LeaveRules } from '../../../config/college.ts'
import type { MemberId } from '../../ids.ts'
import type { Condition } from '../rights/service.ts'
import type { Deciders } from './types.ts'

/**
 * The person before whom a request for leave is put: the branch's secretary; the deputy while the secretary is away or asks
 * for leave oneself; an administrator where nobody else leads the branch, and for the college's meetings, of which an
 * administrator who hosts one goes first. A secretary who is only on leave decides where there is no deputy. Never oneself.
 * (domain §5, row 10)
 */
export function deciderAmong(who: MemberId, deciders: Deciders): MemberId | null {
  const { secretary, deputy, admins, host } = deciders
  const present = isAway(deciders) ? [] : [secretary]
  const led = [...present, deputy, secretary].filter((one) => one !== null && isReached(one, deciders))
  const hosting = admins.filter((admin) => admin === host)
  return [...led, ...hosting, ...admins].find((one) => one !== null && one !== who) ?? null
}

type Asking = { who: MemberId; by: MemberId; delegation: LeaveRules['deputy'] }

/**
 * What must be the case for `by` to decide on the leave of `who`, as far as it is: the deputy decides where the college says
 * so, or while the secretary is away; an administrator on a secretary's own leave, and where nobody else can.
 */
export function conditionsOf({ who, by, delegation }: Asking, deciders: Deciders): Condition[] {
  const { secretary, deputy, ofCollege } = deciders
  const others = [secretary, deputy].filter((one) => one !== null && one !== who && isReached(one, deciders))
  const isDelegated = by === deputy && (delegation === 'always' || isAway(deciders) || who === secretary)
  const isUnled = ofCollege || who === secretary || others.length === 0
  return [...(isDelegated ? (['delegated'] as const) : []), ...(isUnled ? (['unled'] as const) : [])]
}

/** Whether the request stands on the list of what waits for `by`: of those who may decide, the leaders and the decider. */
export function waitsFor({ who, by, delegation }: Asking, deciders: Deciders): boolean {
  if (by === who) return false
  if (deciderAmong(who, deciders) === by || by === deciders.secretary) return true
  return conditionsOf({ who, by, delegation }, deciders).includes('delegated')
}

/** No secretary in office, none with an account, or one who is on leave from this very meeting. */
function isAway(deciders: Deciders): boolean {
  const { secretary, secretaryOnLeave } = deciders
  return secretary === null || secretaryOnLeave || !isReached(secretary, deciders)
}

function isReached(one: MemberId, { reached }: Deciders): boolean {
  return reached.includes(one)
}
