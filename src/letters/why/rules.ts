import type { Settings } from '../../../config/college.ts'
import type { Cause } from '../types.ts'
import { words } from './words.ts'
import { isAfter } from '../../time/order.ts'

/** Why a letter was sent, in one line: the case, the setting, what ends it. `lines` of the file are for whoever keeps it. */
export function causeText({ because, rule, stops }: Cause, lines: Settings['lines'] | null): string {
  const where = rule === undefined || lines === null ? '' : words.setting(rule.key, lines[rule.key] ?? null)
  const set = rule === undefined ? '' : `；${rule.says}${where}`
  return words.cause({ because, set, stops })
}

/** What is known of a letter's way. */
export type Progress = {
  end: 'sent' | 'obsolete' | 'failed' | 'unknown' | null
  code: string | null
  heldBy: string | null
  uselessAfter: Temporal.Instant | null
  endedAt: Temporal.Instant | null
}

/** What stopped a letter that was not sent, or what would still stop one that waits. */
export function stopText({ stops }: Pick<Cause, 'stops'>, progress: Progress): string {
  const { end, heldBy } = progress
  if (end === 'sent') return words.sent(stops)
  if (end === 'failed' || end === 'unknown') return words.troubled[end]
  if (end === 'obsolete') return obsoleteText(stops, progress)
  return heldBy === null ? words.waits(stops) : words.held(stops)
}

function obsoleteText(stops: string, { code, endedAt, uselessAfter }: Progress): string {
  if (code?.startsWith('covered:')) return words.covered(code.slice('covered:'.length))
  const known = Object.entries(words.lapsed).find(([of]) => of === code)
  if (known !== undefined) return known[1]
  const late = endedAt !== null && uselessAfter !== null && isAfter(endedAt, uselessAfter)
  return late ? words.late : words.needless(stops)
}
