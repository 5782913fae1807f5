import type { BranchId, ChatId, MemberId } from '../../ids.ts'
import type { Receiver } from '../../letters/types.ts'
import type { Line, Sending, To } from './types.ts'

const WORD = /^(?:预览|preview)\s*(.*)$/is
const DEFAULT_DAYS = 14
const MOST_DAYS = 31

/** Whether 会议 is asked for its preview, and for how many days; `null` days: not to be understood. Else undefined. */
export function previewAsked(text: string): { days: number | null } | undefined {
  const [, rest] = WORD.exec(text.normalize('NFKC').trim()) ?? []
  return rest === undefined ? undefined : { days: daysIn(rest) }
}

/** A number of days from 1 to 31, with or without 天; nothing is 14; null for anything else. */
export function daysIn(text: string): number | null {
  if (text.trim() === '') return DEFAULT_DAYS
  const [, digits] = /^\s*(\d{1,2})\s*(?:天|days?)?\s*$/i.exec(text) ?? []
  const days = Number(digits)
  return days >= 1 && days <= MOST_DAYS ? days : null
}

/** What a reader may know of receivers: chats by name, people by their branch. */
export type Names = {
  chats: ReadonlyMap<ChatId, string>
  branchOf: ReadonlyMap<MemberId, BranchId>
  branches: ReadonlyMap<BranchId, string>
}

/** The sendings by kind, matter and moment, in order of time: people are counted, not named. */
export function linesOf(sendings: readonly Sending[], names: Names): Line[] {
  const alike = Map.groupBy(sendings, ({ at, kind, subject, held, to }) => {
    const where = 'chat' in to ? to.chat : ''
    return JSON.stringify([minuteOf(at).toString(), kind, subject, held, where])
  })
  const lines = [...alike.values()].flatMap(([first, ...more]): Line[] => {
    if (first === undefined) return []
    const { at, kind, subject, held } = first
    const to = receiverOf(
      [first, ...more].map((one) => one.to),
      names,
    )
    return [{ at: minuteOf(at), kind, subject, to, held }]
  })
  return lines.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

/** The minute that an instant lies in: as exactly as a preview speaks. */
export function minuteOf(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

function receiverOf(all: readonly Receiver[], names: Names): To {
  const [first] = all
  if (first !== undefined && 'chat' in first) return { group: names.chats.get(first.chat) ?? '' }
  const people = new Set(all.flatMap((one) => ('person' in one ? [one.person] : [])))
  const branches = new Set([...people].map((who) => names.branchOf.get(who)))
  const known = [...names.branches].filter(([id]) => branches.has(id)).map(([, short]) => short)
  return { people: people.size, branches: known }
}

/** How many messages a plan holds: to groups, to people, and waiting for the end of a pause. */
export function totalsOf(lines: readonly Line[]): { groups: number; people: number; held: number } {
  const sum = (some: readonly Line[]) =>
    some.reduce((total, { to }) => total + ('people' in to ? to.people : 1), 0)
  const going = lines.filter(({ held }) => !held)
  const groups = going.filter(({ to }) => 'group' in to)
  return { groups: groups.length, people: sum(going) - groups.length, held: sum(lines) - sum(going) }
}
