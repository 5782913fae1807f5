import { loadHolidays } from '../config/holidays.ts'
import { keptTables, merged } from '../src/calendar/service.ts'
import type { Db } from '../src/db/tables.ts'
import { type Calendar, openCalendar } from '../src/time/calendar.ts'

/** The calendar in force: the tables that come with zhibu, and those the college gave, which go before them. */
export type LiveCalendar = {
  calendar(): Calendar
  /** Returns whether a table was given since the last poll, by any process, and follows it. */
  poll(): Promise<boolean>
}

export async function openLiveCalendar(db: Db): Promise<LiveCalendar> {
  const builtIn = await loadHolidays()
  let seen = ''
  let calendar = openCalendar(builtIn)

  async function poll(): Promise<boolean> {
    const kept = await keptTables(db)
    const now = JSON.stringify(kept)
    if (now === seen) return false
    seen = now
    calendar = openCalendar(merged(builtIn, kept))
    return true
  }

  await poll()
  return { calendar: () => calendar, poll }
}
