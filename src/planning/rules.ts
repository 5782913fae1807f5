import { z } from 'zod'
import { cutTo } from '../cards/shortened.ts'
import type { Filled } from './types.ts'

/** The longest that can be typed. */
export const MOST = { title: 60, place: 100, reason: 200 }

const MOST_ITEMS = 20
const MOST_IN_ITEM = 200

/** The items of an agenda, one to a line or parted by 「；」. */
export function agendaItems(text: string): string[] {
  const items = text.split(/[\n；;]/).map((item) => cutTo(item.trim(), MOST_IN_ITEM))
  return items.filter((item) => item !== '').slice(0, MOST_ITEMS)
}

/** The longest a sitting may be said to last. */
const MOST_MINUTES = 24 * 60

/** How many minutes somebody typed; null for what is no length of a sitting. */
export function lengthIn(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null
}

/** A start as a button carries it, such as 2026-12-02T14:00:00. */
export const PlainStart = z.iso.datetime({ local: true, offset: false })

const FILLED = 4_000

/** What was filled in, as the form will show it again. */
export function filledOf(form: Record<string, unknown>): Filled {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, cutTo(value, FILLED)]] : [],
  )
  return Object.fromEntries(texts)
}
