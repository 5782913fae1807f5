import type { Branch, Group } from '../../roster/types.ts'
import type { MemberId } from '../../ids.ts'
import { isTooLong, partsOf, periodAt, type Seen } from '../periods/service.ts'
import { wholeScope } from '../rules.ts'
import type { Asked, Days, Opened, Scope } from '../types.ts'
import type { Fault, Given } from './types.ts'

/** The times that are offered, as the chat reads them. */
export const RANGES = [
  ...(['本周', '上周', '本月', '上月', '本季度', '上季度'] as const),
  ...(['本学期', '上学期', '本年', '去年'] as const),
]
/** Stands for two days of one's own. */
export const OWN_DAYS = 'days' as const
const LONGEST = 40

type Meant = { ok: true; days: Days } | { ok: false; fault: Fault; said: string; meant: Days[] }

/** The days that an address means; `usual`: those that go without saying. */
export function daysIn({ range, from, until }: Given, { usual, ...seen }: Seen & { usual: Days }): Meant {
  const text = textOf(range, from, until)
  if (text === '') return { ok: true, days: usual }
  const said = text.slice(0, LONGEST)
  const period = text.length > LONGEST ? null : periodAt(text, 0, seen)
  const [days, another] = period?.length === text.length ? period.meant : []
  if (days === undefined || period === null) return { ok: false, fault: 'unknown', said, meant: [] }
  if (another !== undefined) {
    // What is the wrong way round has one meaning, and stands there twice.
    const isTurned = another.from.equals(days.from) && another.to.equals(days.to)
    const meant = (isTurned ? [days] : period.meant).flatMap((one) => (isTooLong(one) ? partsOf(one) : [one]))
    return { ok: false, fault: isTurned ? 'turned' : 'several', said, meant }
  }
  if (isTooLong(days)) return { ok: false, fault: 'tooLong', said, meant: partsOf(days) }
  return { ok: true, days }
}

function textOf(range: string, from: string, until: string): string {
  if (range !== OWN_DAYS) return range.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()
  if (from === '' && until === '') return ''
  return `${from || until}..${until || from}`
}

type Known = { branches: readonly Branch[]; groups: readonly Group[]; me: MemberId }

/** Whose figures an address names; null when there is no such branch or group. */
export function scopeNamed(of: string, { branches, groups, me }: Known): Scope | null {
  if (of === 'me') return { kind: 'person', member: me }
  const branch = branches.find(({ id }) => id === of)
  if (branch !== undefined) return { kind: 'branch', branch: branch.id }
  const group = groups.find(({ id }) => id === of)
  if (group !== undefined) return { kind: 'group', branch: group.branch, group: group.id }
  return wholeScope(of)
}

/** What stands for a scope in an address. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'person':
      return 'me'
    case 'branch':
      return scope.branch
    case 'group':
      return scope.group
    default:
      return scope.kind
  }
}

/** The page with these figures. */
export function sheetAddress(asked: Asked): string {
  return `/statistics?${queryOf(asked)}`
}

/** The page with the rows that a figure counts. */
export function rowsAddress({ asked, figure, page }: Opened): string {
  return `/statistics/${figure}?${queryOf(asked)}${page === 1 ? '' : `&page=${page}`}`
}

function queryOf({ scope, days, type }: Asked): string {
  const said = { of: scopeText(scope), range: rangeText(days), ...(type === null ? {} : { type }) }
  return new URLSearchParams(said).toString()
}

/** Days as the chat reads them, both included. */
function rangeText({ from, to }: Days): string {
  const last = to.subtract({ days: 1 })
  return from.equals(last) ? from.toString() : `${from}..${last}`
}

/** The offered time that means these days; else that they are days of one's own. */
export function rangeOf(days: Days, seen: Seen): string {
  const found = RANGES.find((range) => {
    const [meant, another] = periodAt(range, 0, seen)?.meant ?? []
    return another === undefined && meant?.from.equals(days.from) && meant.to.equals(days.to)
  })
  return found ?? OWN_DAYS
}
