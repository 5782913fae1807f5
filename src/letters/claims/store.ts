import { sql } from 'kysely'
import { livingProcesses } from '../../db/process.ts'
import type { Db } from '../../db/tables.ts'

/** Ends the claims of processes that are dead and returns how many. */
export async function endClaimsOfDead(db: Db): Promise<number> {
  const { rows } = await sql`
    update letters_letters set held_until = 'epoch', look_at = 'epoch', claimed_by = null
    where ended is null and held_until > clock_timestamp() and claimed_by is not null
      and claimed_by not in (${livingProcesses})
    returning id`.execute(db)
  return rows.length
}

/** Looks at once at letters that were taken and never claimed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update letters_letters set look_at = 'epoch'
    where ended is null and held_until <= clock_timestamp() and look_at > clock_timestamp()`.execute(db)
}
