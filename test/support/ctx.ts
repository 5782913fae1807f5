import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadHolidays } from '../../config/holidays.ts'
import type { Ctx } from '../../src/ctx.ts'
import type { Db } from '../../src/db/tables.ts'
import { insideTransaction } from '../../src/db/transact.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { college } from './demo-college.ts'

const holidays = await loadHolidays()

/** A ctx on a test's database whose wall time stands still until the test moves it. */
export type TestCtx = Omit<Ctx, 'publicUrl'> & { publicUrl: string | null; set(now: string): void }

/** The demo college's settings, on this database, at this moment. */
export async function aCtx(db: Db, now = '2026-11-23T09:00:00+08:00'): Promise<TestCtx> {
  let at = Temporal.Instant.from(now)
  return {
    db,
    settings: college.settings,
    calendar: openCalendar(holidays),
    now: () => at,
    elapsed: () => performance.now(),
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    metrics: { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing },
    publicUrl: null,
    // The run's own folder: bytes lie there by their content, and tests do not disturb each other.
    dataPath: join(tmpdir(), 'data'),
    wake: outside,
    set(next) {
      at = Temporal.Instant.from(next)
    },
  }
}

// Whoever looks before the commit sees nothing, and may not use the outer db.
function outside(): void {
  if (insideTransaction()) throw new Error('nudged inside a transaction: transact does so after the commit')
}

function nothing(): void {
  // A test looks for what is due itself, and counts nothing.
}
