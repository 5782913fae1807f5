import type { PlannedMeeting } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'
import type { Action } from './action.ts'
import { deciderOf, leadersOf } from './invited.ts'
import { type Expected, reach, type Scenario } from './opening.ts'
import { categoryOf } from './people.ts'

/** The card of one who decides: what waits on it, who took a request back, and whether anything was decided. */
type Open = { waiting: Set<MemberId>; withdrawn: Set<MemberId>; decided: boolean }

/** The cards on which leaves from a meeting are put before whoever decides: a new one where nothing waits on the last. */
export function leaveCards(scenario: Scenario, meeting: PlannedMeeting): Expected[] {
  const { college } = scenario
  const { secretary, deputy } = leadersOf(college, meeting)
  const cards = new Map<MemberId, Open>()
  const found: Expected[] = []
  let isAway = false

  function put(who: MemberId, at: Temporal.Instant): void {
    const decider = isAway && who !== secretary && who !== deputy ? deputy : null
    const by = decider ?? deciderOf(college, meeting, who)
    if (by === null) return
    const card = cards.get(by)
    const goesOn = card !== undefined && (card.waiting.size > 0 || (!card.decided && card.withdrawn.has(who)))
    if (goesOn) card.waiting.add(who)
    else {
      cards.set(by, { waiting: new Set([who]), withdrawn: new Set(), decided: false })
      found.push({ kind: 'leaveAsked', about: meeting.id, to: reach(scenario, by), at })
    }
  }

  function end(who: MemberId, decided: boolean): void {
    for (const card of cards.values()) {
      if (!card.waiting.delete(who)) continue
      if (decided) card.decided = true
      else card.withdrawn.add(who)
    }
  }

  function ask({ who, at }: Action): void {
    const isGranted = college.settings.leave.granted.includes(categoryOf(who, meeting.id))
    const waiting = who === secretary ? [...(cards.get(who)?.waiting ?? [])] : []
    if (who === secretary) isAway = true
    for (const one of [...waiting, ...(isGranted ? [] : [who])]) put(one, at)
  }

  function follow(action: Action): void {
    const { who, did } = action
    if (did.what === 'askLeave') ask(action)
    else if (did.what === 'approve' || did.what === 'refuse') end(did.of, true)
    else if (did.what === 'join') {
      end(who, false)
      if (who === secretary) isAway = false
    }
  }

  for (const action of scenario.actions) if (action.taken && action.about === meeting.id) follow(action)
  return found
}
