import { type MeetingType, typeNamed } from '../../../config/college.ts'
import type { BranchId } from '../../ids.ts'
import { type Term, termFor } from '../../time/calendar.ts'
import { isAfter } from '../../time/order.ts'
import type { Days, Query } from './types.ts'

/** What words may mean, and the day on which they are read. */
export type Knows = {
  types: readonly MeetingType[]
  branches: readonly { id: BranchId; names: readonly string[] }[]
  terms: readonly Term[]
  today: Temporal.PlainDate
}

/** Longer than anybody types to find something. */
const MOST_WORDS = 8
const LONGEST_WORD = 40

/** Reads what is looked for: between spaces a branch, a type, a time, or a word of the record. */
export function readQuery(text: string, knows: Knows): Query {
  const query: Query = { words: [], types: [], branches: [], days: null }
  for (const word of text.split(/[\s,，;；、]+/u).filter((one) => one !== '')) {
    const days = daysIn(word, knows)
    const type = typeNamed(knows.types, word)?.name
    const ids = knows.branches.flatMap(({ id, names }) => (isNamed(word, names) ? [id] : []))
    if (days !== null) query.days = days
    else if (ids.length > 0) query.branches.push(...ids)
    else if (type !== undefined) query.types.push(type)
    else if (query.words.length < MOST_WORDS) query.words.push(word.slice(0, LONGEST_WORD))
  }
  return query
}

function isNamed(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === word.toLowerCase())
}

const MONTH = /^(?:(\d{4})[年./-])?(\d{1,2})(?:月份?)$|^(\d{4})[-./](\d{1,2})$/
const DAY = /^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?$/

/** A stretch of time by its name, or a month or day; without a year the last one that has begun. */
function daysIn(word: string, { terms, today }: Knows): Days | null {
  return named(word, { terms, today }) ?? monthIn(word, today) ?? dayIn(word, today)
}

function named(word: string, { terms, today }: Pick<Knows, 'terms' | 'today'>): Days | null {
  const month = today.with({ day: 1 })
  const year = month.with({ month: 1 })
  const known: Record<string, Days | null> = {
    本月: spanOf(month, { months: 1 }),
    上月: spanOf(month.subtract({ months: 1 }), { months: 1 }),
    上个月: spanOf(month.subtract({ months: 1 }), { months: 1 }),
    今年: spanOf(year, { years: 1 }),
    去年: spanOf(year.subtract({ years: 1 }), { years: 1 }),
    本学期: termDays(termNamed('本学期', { terms, today })),
    上学期: termDays(termNamed('上学期', { terms, today })),
  }
  return known[word] ?? termDays(terms.find(({ id, name }) => id === word || name === word) ?? null)
}

/** The term that runs or comes next 本学期, the one before 上学期, or the one of that name; null when it is not known. */
export function termNamed(name: string, { terms, today }: Pick<Knows, 'terms' | 'today'>): Term | null {
  const sorted = terms.toSorted((a, b) => Temporal.PlainDate.compare(a.week1Monday, b.week1Monday))
  const now = termFor(terms, today)
  const at = now === null ? sorted.length : sorted.findIndex(({ id }) => id === now.id)
  if (name === '本学期') return now
  if (name === '上学期') return sorted[at - 1] ?? null
  return terms.find(({ id, name: called }) => id === name || called === name) ?? null
}

/** The days of a term, its weeks alone. */
export function termDays(term: Term): Days
export function termDays(term: Term | null): Days | null
export function termDays(term: Term | null): Days | null {
  return term === null ? null : spanOf(term.week1Monday, { weeks: term.weeks })
}

function monthIn(word: string, today: Temporal.PlainDate): Days | null {
  const [, yearA, monthA, yearB, monthB] = MONTH.exec(word) ?? []
  const first = dateFrom({ year: yearA ?? yearB, month: monthA ?? monthB, day: '1' }, today)
  return first && spanOf(first, { months: 1 })
}

function dayIn(word: string, today: Temporal.PlainDate): Days | null {
  const [, year, month, day] = DAY.exec(word) ?? []
  const on = dateFrom({ year, month, day }, today)
  return on && spanOf(on, { days: 1 })
}

type Written = { year: string | undefined; month: string | undefined; day: string | undefined }

function dateFrom({ year, month, day }: Written, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (month === undefined || day === undefined) return null
  try {
    const fields = { month: Number(month), day: Number(day), year: Number(year ?? today.year) }
    const date = Temporal.PlainDate.from(fields, { overflow: 'reject' })
    return year === undefined && isAfter(date, today) ? date.subtract({ years: 1 }) : date
  } catch {
    return null // no such day
  }
}

function spanOf(from: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { from, until: from.add(length) }
}
