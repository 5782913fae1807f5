import { LEAVE_CATEGORIES, type LeaveCategory } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'

/** A number from 0 up to 1 that is always the same for the same words. */
export function chance(...words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const char of words.join(' ')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  // The lower bits of this hash follow the last letter; a last stir spreads them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

/** What somebody does about a notice in the group. */
export function onNotice(who: MemberId, meeting: string): 'join' | 'leave' | null {
  const inclined = chance('notice', who, meeting)
  if (inclined < 0.7) return 'join'
  return inclined < 0.75 ? 'leave' : null
}

/** What somebody does about a private question: two thirds answer. */
export function onAsk(who: MemberId, meeting: string): 'join' | 'leave' | null {
  const inclined = chance('ask', who, meeting)
  if (inclined < 0.55) return 'join'
  return inclined < 0.67 ? 'leave' : null
}

/** Whether somebody who said 请假 goes on to say why, before being asked again. */
export function saysWhy(who: MemberId, meeting: string): boolean {
  return chance('why', who, meeting) < 0.85
}

/** How somebody comes to a meeting that was promised. */
export function onCheckIn(who: MemberId, meeting: string): 'early' | 'late' | 'tooLate' | 'never' {
  const inclined = chance('come', who, meeting)
  if (inclined < 0.87) return 'early'
  if (inclined < 0.91) return 'late'
  return inclined < 0.93 ? 'tooLate' : 'never'
}

/** Why somebody is away. */
export function categoryOf(who: MemberId, meeting: string): LeaveCategory {
  const at = Math.floor(chance('category', who, meeting) * LEAVE_CATEGORIES.length)
  return LEAVE_CATEGORIES[at] ?? '其他'
}

/** How a report comes in. */
export type Reporting = 'reply' | 'form' | 'talk' | 'afterChase' | 'never'

const FIXED: Readonly<Record<string, Reporting>> = {
  A044: 'reply',
  A047: 'reply',
  A018: 'never',
  A022: 'afterChase',
  A014: 'afterChase',
  A064: 'talk',
  A076: 'form',
}

/** Whether a photo comes with the report. */
export function sendsPhoto(meeting: string): boolean {
  return meeting === 'A047'
}

/** How the report about a meeting comes in: some by a reply in the group, some by the form. */
export function reporting(meeting: string): Reporting {
  return FIXED[meeting] ?? (chance('report', meeting) < 0.5 ? 'reply' : 'form')
}
